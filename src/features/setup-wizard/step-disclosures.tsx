import { useAcknowledge, useSaveConnection, type Acknowledgment } from '#queries/connection.ts';
import { useNow } from '#queries/desk-context.ts';
import { useFailureWords } from '#queries/use-failure-words.ts';
import { ThreeParts } from '#ui/banner.tsx';
import { Button } from '#ui/button.tsx';
import { formatLocalClock, formatLocalDate } from '#ui/format-time.ts';
import { Icon } from '#ui/icon.tsx';

import { disclosures, shownText, type Disclosure } from './disclosures.ts';
import { StepLayout } from './step-layout.tsx';
import type { Setup } from './use-setup.ts';

interface StepDisclosuresProps {
  readonly setup: Setup;
  readonly onBack: () => void;
  readonly onDone: () => void;
}

/** Step 4: the texts, each acknowledged by itself and stored with version, time and hash. */
export function StepDisclosures({ setup, onBack, onDone }: StepDisclosuresProps) {
  const save = useSaveConnection();
  const wordsOf = useFailureWords();
  const now = useNow(1000);
  const left = disclosures.filter((text) => !setup.acknowledged.has(keyOf(text))).length;
  const finish = () => {
    if (setup.saved === null) return;
    save.mutate(
      { ...setup.saved, completedAt: setup.saved.completedAt ?? now },
      { onSuccess: onDone },
    );
  };
  return (
    <StepLayout
      title="Read before the first order"
      lead="Short texts in plain words, each with the official one behind its link. What you accept is stored with its version and the time."
      side={<StorageNotes />}
      onBack={onBack}
      next={{
        label: 'Open the desk',
        hint: left === 0 ? 'All read' : `${left} to read`,
        isReady: left === 0 && !save.isPending,
        onPress: finish,
      }}
    >
      <ol className="texts">
        {disclosures.map((text) => (
          <DisclosureCard
            key={text.id}
            text={text}
            setup={setup}
            stored={setup.acknowledged.get(keyOf(text)) ?? null}
          />
        ))}
      </ol>
      {save.isError ? (
        <div className="help-box" role="alert">
          <ThreeParts text={wordsOf(save.error)} />
        </div>
      ) : null}
    </StepLayout>
  );
}

const keyOf = ({ id, version }: Disclosure) => `${id} ${version}`;

interface DisclosureCardProps {
  readonly text: Disclosure;
  readonly setup: Setup;
  readonly stored: Acknowledgment | null;
}

function DisclosureCard({ text, setup, stored }: DisclosureCardProps) {
  const acknowledge = useAcknowledge();
  const wordsOf = useFailureWords();
  const accept = () =>
    acknowledge.mutate({
      documentId: text.id,
      version: text.version,
      title: text.title,
      text: shownText(text),
      environment: setup.environment,
    });
  return (
    <li className={`text-card ${stored === null ? '' : 'is-read'}`}>
      <h3>{text.title}</h3>
      {text.text.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      <p>
        <a href={text.source.url} target="_blank" rel="noreferrer">
          {text.source.name}
        </a>
      </p>
      <div className="row">
        {stored === null ? (
          <Button isSmall disabled={acknowledge.isPending} onClick={accept}>
            I have read and accept this<span className="vh">: {text.title}</span>
          </Button>
        ) : (
          <span className="row muted" role="status">
            <Icon name="check" /> Accepted {formatLocalDate(stored.acknowledgedAt)},{' '}
            {formatLocalClock(stored.acknowledgedAt)}
          </span>
        )}
        <span className="grow" />
        <span className="label">Version {text.version}</span>
      </div>
      {acknowledge.isError ? (
        <div className="help-box" role="alert">
          <ThreeParts text={wordsOf(acknowledge.error)} />
        </div>
      ) : null}
    </li>
  );
}

function StorageNotes() {
  return (
    <>
      <h3>What is stored</h3>
      <p>
        For each text: its name, its version, the time, and the SHA-256 of exactly what was shown.
        When the words change, the new ones are asked again.
      </p>
      <hr />
      <h3>It stays with you</h3>
      <p>The record is in the database of this desk, and in its audit log. It is sent to nobody.</p>
    </>
  );
}
