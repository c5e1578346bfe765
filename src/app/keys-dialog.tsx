import { Button, Key } from '#ui/button.tsx';
import { Dialog, DialogButtons, DialogPart } from '#ui/dialog.tsx';

const rows: readonly { readonly keys: readonly string[]; readonly does: string }[] = [
  { keys: ['/'], does: 'find a symbol' },
  { keys: ['↑', '↓', '←', '→'], does: 'walk in the chain: strike; calls, puts' },
  { keys: ['[', ']'], does: 'expiry' },
  { keys: ['B', 'S'], does: 'buy, sell this strike: into the ticket' },
  { keys: ['F'], does: 'flip the ticket' },
  { keys: ['+', '−'], does: 'price one tick' },
  { keys: ['M'], does: 'price to the middle' },
  { keys: ['Q'], does: 'quantity' },
  { keys: ['Ctrl', '↵'], does: 'review; it never sends' },
  { keys: ['G', 'D'], does: 'go to the desk' },
  { keys: ['G', 'A'], does: 'go to the audit log' },
  { keys: ['G', 'M'], does: 'go to the account' },
  { keys: ['G', 'C'], does: 'go to connections and settings' },
  { keys: ['Esc'], does: 'the safe answer of any dialog' },
];

/** All keys. None sends an order or changes the money. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title="Keys" onClose={onClose}>
      <DialogPart>
        <dl className="keys">
          {rows.map(({ keys, does }) => (
            <div key={does}>
              <dt>
                {keys.map((key) => (
                  <Key key={key}>{key}</Key>
                ))}
                <span className="vh">{keys.join(' ')}</span>
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <p className="muted">
          Single letters act only outside fields and can be switched off in the settings. No single
          key sends an order or changes the mode.
        </p>
      </DialogPart>
      <DialogButtons>
        <Button data-autofocus onClick={onClose}>
          Close <Key>Esc</Key>
        </Button>
      </DialogButtons>
    </Dialog>
  );
}
