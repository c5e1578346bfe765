import { useDeferredValue, useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';

import { troubleOf } from '#queries/broker-trouble.ts';
import { useUnderlyings, type UnderlyingMatch } from '#queries/chain.ts';
import { Icon } from '#ui/icon.tsx';

interface SymbolSearchProps {
  readonly onPick: (match: UnderlyingMatch) => void;
  readonly onClose: () => void;
}

/** Asking the broker at each letter would spend the budget: it is asked when typing pauses. */
const pauseMs = 250;

/** The symbol box: type, pick with the arrows or Enter, leave with Esc. */
export function SymbolSearch({ onPick, onClose }: SymbolSearchProps) {
  const [text, setText] = useState('');
  const symbol = useSettled(text.trim().toUpperCase());
  const answer = useUnderlyings(symbol);
  const matches = useDeferredValue(answer.data ?? []);
  const [at, setAt] = useState(0);
  const active = matches[Math.min(at, matches.length - 1)];
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);

  const handleKeyDown = (event: KeyboardEvent) => {
    const step = Number(event.key === 'ArrowDown') - Number(event.key === 'ArrowUp');
    if (step !== 0) {
      event.preventDefault();
      setAt(Math.max(0, Math.min(matches.length - 1, at + step)));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (active !== undefined && symbol === text.trim().toUpperCase()) onPick(active);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      onClose();
    }
  };

  return (
    <div
      className="symbol-search"
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) onClose();
      }}
    >
      <div className="field">
        <Icon name="search" isSmall />
        <input
          ref={field}
          role="combobox"
          aria-label="Find a symbol"
          aria-expanded={matches.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={
            active === undefined ? undefined : `${id}-${active.contract.conid}`
          }
          autoComplete="off"
          spellCheck={false}
          placeholder="Symbol, e.g. AAPL"
          maxLength={20}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={handleKeyDown}
        />
      </div>
      <div className="symbol-results">
        <SearchNote symbol={symbol} isAsking={answer.isLoading} error={answer.error}>
          {answer.data === undefined ? null : matches.length}
        </SearchNote>
        <div id={`${id}-list`} role="listbox" aria-label="Underlyings">
          {matches.map((match) => (
            <button
              key={match.contract.conid}
              id={`${id}-${match.contract.conid}`}
              type="button"
              role="option"
              tabIndex={-1}
              aria-selected={match === active}
              // The box keeps the focus: a press must not take it away before the click arrives.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onPick(match)}
            >
              <b>{match.contract.symbol}</b>
              <span>{match.contract.name}</span>
              <small>{describeMatch(match)}</small>
            </button>
          ))}
        </div>
      </div>
    </div>
  );
}

function describeMatch({ contract, months }: UnderlyingMatch): string {
  const kind = contract.kind === 'index' ? 'index' : 'shares';
  const listed = months.length === 0 ? 'no options' : `${months.length} months`;
  return `${contract.exchange}, ${kind}, ${listed}`;
}

interface SearchNoteProps {
  readonly symbol: string;
  readonly isAsking: boolean;
  readonly error: Error | null;
  /** How many were found; null while nobody knows. */
  readonly children: number | null;
}

function SearchNote({ symbol, isAsking, error, children: found }: SearchNoteProps) {
  const words = () => {
    if (symbol === '') return 'Type a symbol. Enter opens its chain.';
    if (isAsking) return `Asking the broker for ${symbol}.`;
    if (error !== null) return `${troubleOf(error)} Nothing was changed; type again to retry.`;
    if (found === 0) {
      return `The broker knows no underlying “${symbol}”. The chain stays as it is. Check the spelling.`;
    }
    return null;
  };
  const text = words();
  return (
    <p className={text === null ? 'vh' : ''} role="status">
      {text ?? `${found} found`}
    </p>
  );
}

/** The value once it has stood still for a moment. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pauseMs);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
