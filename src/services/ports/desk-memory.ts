/** Small things this browser remembers between visits. Losing them costs a click, never money. */
export interface DeskMemory {
  load(key: string): string | null;
  save(key: string, value: string): void;
}
