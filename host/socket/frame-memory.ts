type Frame = Readonly<Record<string, unknown>>;

/** Sent by the server once after connecting, partly in pieces. */
const introductions = ['system', 'sts', 'act'] as const;

/** Remembers what the server says only at the beginning, for tabs that come later. */
export class FrameMemory {
  readonly #frames = new Map<string, Frame>();

  note(frame: Frame): void {
    const topic = introductions.find((name) => name === frame['topic']);
    if (topic === undefined || 'hb' in frame) return;
    const before = this.#frames.get(topic);
    const args = { ...argsOf(before), ...argsOf(frame) };
    this.#frames.set(topic, { ...before, ...frame, ...('args' in frame ? { args } : {}) });
  }

  /** In the order a connection would bring them. */
  get frames(): readonly Frame[] {
    return introductions
      .map((topic) => this.#frames.get(topic))
      .filter((frame) => frame !== undefined);
  }

  clear(): void {
    this.#frames.clear();
  }
}

function argsOf(frame: Frame | undefined): object {
  const args = frame?.['args'];
  return typeof args === 'object' && args !== null ? args : {};
}
