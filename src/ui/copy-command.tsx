import { useState } from 'react';

import { IconButton } from './button.tsx';

/** A line to type in a terminal, with a button that copies it. */
export function CopyCommand({ command }: { readonly command: string }) {
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle');
  const handleCopy = () => {
    navigator.clipboard.writeText(command).then(
      () => setState('copied'),
      () => setState('refused'),
    );
  };
  return (
    <div className="cmd">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- long lines scroll sideways: reachable by keyboard */}
      <code className="grow" tabIndex={0}>
        {command}
      </code>
      <span className="label" role="status">
        {state === 'copied' ? 'copied' : ''}
        {state === 'refused' ? 'not copied, select it' : ''}
      </span>
      <IconButton name="copy" label={`Copy ${command}`} onClick={handleCopy} />
    </div>
  );
}
