import { useHostStatus } from '#queries/connection.ts';

/** How many requests went to the broker in the last second, of how many; the last two cells are kept for orders. */
export function RequestBudget() {
  const status = useHostStatus();
  const used = status?.budget.used ?? 0;
  const limit = status?.budget.limit ?? 10;
  const pausedMs = status?.budget.pausedMs ?? 0;
  const words =
    pausedMs > 0 ? `paused ${Math.ceil(pausedMs / 1000)} s` : `${used} of ${limit} req/s`;
  return (
    <div className="stat budget" title={titleOf(status)}>
      <span className={pausedMs > 0 ? 'is-warn' : ''}>{status === null ? 'requests' : words}</span>
      <span className="cells" aria-hidden="true">
        {Array.from({ length: limit }, (_, index) => (
          <i key={index} className={cellLook(index, used, limit)} />
        ))}
      </span>
    </div>
  );
}

function cellLook(index: number, used: number, limit: number): string {
  if (index < used) return 'on';
  return index >= limit - 2 ? 'keep' : '';
}

function titleOf(status: ReturnType<typeof useHostStatus>): string {
  if (status === null) return 'The host has not told yet';
  const { busy, hung, limit } = status.slots;
  const waiting = status.budget.waiting === 0 ? '' : `, ${status.budget.waiting} waiting`;
  return `Requests to the broker in the last second${waiting}. ${busy} of ${limit} slots busy, ${hung} hung.`;
}
