import type { ReactNode } from 'react';

import { Icon, type IconName } from './icon.tsx';

export type CheckVerdict = 'pass' | 'warn' | 'block';

/** Pass is grey: passing is normal. Each verdict has its own shape. */
const verdictIcons: Record<CheckVerdict, IconName> = {
  pass: 'check',
  warn: 'warn',
  block: 'block',
};
const verdictWords: Record<CheckVerdict, string> = {
  pass: 'passed',
  warn: 'warning',
  block: 'blocked',
};

interface CheckRowProps {
  readonly verdict: CheckVerdict;
  readonly name: ReactNode;
  /** The numbers behind the verdict: "uses 1,000.00 of 86,105.30". */
  readonly evidence: ReactNode;
  readonly title?: string;
}

/** One finding: its verdict, its name, its evidence. Stands in a list. */
export function CheckRow({ verdict, name, evidence, title }: CheckRowProps) {
  return (
    <li className={`check is-${verdict}`} title={title}>
      <Icon name={verdictIcons[verdict]} />
      <span>
        {name}
        <span className="vh"> {verdictWords[verdict]}</span>
      </span>
      <span>{evidence}</span>
    </li>
  );
}
