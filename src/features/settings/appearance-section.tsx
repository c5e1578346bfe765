import type { ReactNode } from 'react';

import { useAppearance } from '#stores/appearance.ts';
import { CheckField } from '#ui/field.tsx';
import { Segments } from '#ui/segments.tsx';

/** How the desk looks and listens on this browser. */
export function AppearanceSection() {
  const looks = useAppearance();
  return (
    <section className="section" aria-labelledby="appearance">
      <h2 id="appearance">Appearance</h2>
      <div className="box">
        <Setting name="Theme" note="The frame of the mode is the same in both.">
          <Segments
            label="Theme"
            value={looks.theme}
            options={[
              { value: 'dark', label: 'Dark' },
              { value: 'light', label: 'Light' },
            ]}
            onChange={looks.chooseTheme}
          />
        </Setting>
        <Setting
          name="Gain and loss"
          note={
            <>
              Always with a sign: <span className="gain">+257.22</span>{' '}
              <span className="loss">−742.78</span>
            </>
          }
        >
          <Segments
            label="Gain and loss hues"
            value={looks.pnlHues}
            options={[
              { value: 'green-red', label: 'Green and red' },
              { value: 'blue-orange', label: 'Blue and orange' },
            ]}
            onChange={looks.chooseHues}
          />
        </Setting>
        <Setting
          name="Single-letter keys"
          note="B buys this strike into the ticket, Q goes to the quantity. They act only outside fields; none sends an order."
        >
          <CheckField
            label={looks.hasLetterKeys ? 'On' : 'Off'}
            isChecked={looks.hasLetterKeys}
            onChange={looks.switchLetterKeys}
          />
        </Setting>
      </div>
    </section>
  );
}

interface SettingProps {
  readonly name: string;
  readonly note: ReactNode;
  /** The control. */
  readonly children: ReactNode;
}

function Setting({ name, note, children }: SettingProps) {
  return (
    <div className="setting">
      <div>
        <b className="strong">{name}</b>
        <p className="muted">{note}</p>
      </div>
      {children}
    </div>
  );
}
