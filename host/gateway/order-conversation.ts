/** How a call stands to an order conversation. */
export type Part =
  | { readonly kind: 'other' }
  /** Opens a conversation: place, modify, cancel. */
  | { readonly kind: 'write' }
  /** Answers the question of this id; `prompt` answers a prompt. */
  | { readonly kind: 'reply'; readonly id: string };

/** How long the broker keeps a question. */
const questionLifeMs = 60_000;
/** While an order write is under way everything else waits, so that a question's reply is the next thing sent. */
const isolationMs = 3_000;

type State =
  | { readonly kind: 'idle' }
  | { readonly kind: 'sending'; readonly since: number }
  | { readonly kind: 'asking'; readonly ids: readonly string[]; readonly until: number };

/**
 * At most one order conversation per login: from the sending of an order write to its last answer. A question dies when
 * anything else is sent before its reply, so all other calls wait, as long as a question can live.
 */
export class OrderConversation {
  #state: State = { kind: 'idle' };

  /** Milliseconds until a call may be sent: 0 is now, Infinity is "when the conversation ends". */
  waitMs(part: Part, now: number): number {
    const state = this.#stateAt(now);
    switch (state.kind) {
      case 'idle':
        return 0;
      case 'asking':
        return part.kind === 'reply' && state.ids.includes(part.id) ? 0 : state.until - now;
      case 'sending':
        return part.kind === 'other' ? Math.max(0, state.since + isolationMs - now) : Infinity;
    }
  }

  /** True while a question waits for its reply. */
  isAsking(now: number): boolean {
    return this.#stateAt(now).kind === 'asking';
  }

  /** True from the sending of an order write to its last answer. */
  isOpen(now: number): boolean {
    return this.#stateAt(now).kind !== 'idle';
  }

  sent(part: Part, now: number): void {
    if (part.kind !== 'other') this.#state = { kind: 'sending', since: now };
  }

  /** The write was answered. `questions` are the ids that now want a reply; none ends the conversation. */
  answered(questions: readonly string[], now: number): void {
    this.#state =
      questions.length === 0
        ? { kind: 'idle' }
        : { kind: 'asking', ids: questions, until: now + questionLifeMs };
  }

  #stateAt(now: number): State {
    if (this.#state.kind === 'asking' && now >= this.#state.until) this.#state = { kind: 'idle' };
    return this.#state;
  }
}

/** The id under which a prompt's answer passes: prompts are answered elsewhere than questions. */
export const promptId = 'prompt';

/** The questions in an answer to an order write: `[{"id", "message"}]`, or a prompt `{"reqId", "prompt": true}`. */
export function questionsIn(answer: unknown): readonly string[] {
  if (Array.isArray(answer)) return answer.flatMap(questionId);
  return isRecord(answer) && answer['prompt'] === true ? [promptId] : [];
}

function questionId(row: unknown): string[] {
  if (!isRecord(row) || typeof row['id'] !== 'string') return [];
  return 'message' in row || 'messageIds' in row ? [row['id']] : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
