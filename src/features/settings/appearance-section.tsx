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
        <div className="setting">
          <div>
            <b className="strong">Theme</b>
            <p className="muted">The frame of the mode is the same in both.</p>
          </div>
          <Segments
            label="Theme"
            value={looks.theme}
            options={[
              { value: 'dark', label: 'Dark' },
              { value: 'light', label: 'Light' },
            ]}
            onChange={looks.chooseTheme}
          />
        </div>
        <div className="setting">
          <div>
            <b className="strong">Gain and loss</b>
            <p className="muted">
              Always with a sign: <span className="gain">+257.22</span>{' '}
              <span className="loss">−742.78</span>
            </p>
          </div>
          <Segments
            label="Gain and loss hues"
            value={looks.pnlHues}
            options={[
              { value: 'green-red', label: 'Green and red' },
              { value: 'blue-orange', label: 'Blue and orange' },
            ]}
            onChange={looks.chooseHues}
          />
        </div>
        <div className="setting">
          <div>
            <b className="strong">Single-letter keys</b>
            <p className="muted">
              B buys this strike into the ticket, Q goes to the quantity. They act only outside
              fields; none sends an order.
            </p>
          </div>
          <CheckField
            label={looks.hasLetterKeys ? 'On' : 'Off'}
            isChecked={looks.hasLetterKeys}
            onChange={looks.switchLetterKeys}
          />
        </div>
      </div>
    </section>
  );
}
