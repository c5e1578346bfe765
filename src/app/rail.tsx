import { Link } from '@tanstack/react-router';

import { useAppearance } from '#stores/appearance.ts';
import { IconButton } from '#ui/button.tsx';
import { Icon, type IconName } from '#ui/icon.tsx';

const places = [
  { to: '/', icon: 'chain', label: 'Desk' },
  { to: '/account', icon: 'account', label: 'Account' },
  { to: '/audit', icon: 'audit', label: 'Audit log' },
  { to: '/settings', icon: 'sliders', label: 'Settings' },
] as const satisfies readonly { to: string; icon: IconName; label: string }[];

/** The places of the desk. On a phone it stands at the bottom. */
export function Rail() {
  const { theme, chooseTheme } = useAppearance();
  const other = theme === 'dark' ? 'light' : 'dark';
  return (
    <nav className="rail" aria-label="Places">
      {places.map(({ to, icon, label }) => (
        <Link
          key={to}
          to={to}
          aria-label={label}
          title={label}
          activeOptions={{ exact: true, includeSearch: false }}
        >
          <Icon name={icon} />
          <span className="rail-name">{label}</span>
        </Link>
      ))}
      <span className="gap" />
      <IconButton
        name="moon"
        label={`Change to the ${other} theme`}
        onClick={() => chooseTheme(other)}
      />
    </nav>
  );
}
