interface Point {
  readonly x: number;
  readonly y: number;
}

const MAX_STEPS = 100;

/**
 * Finds the root between two points on different sides of it, to `tolerance` in x: by inverse quadratic
 * interpolation where that is safe, by bisection where not.
 *
 * Source: T. Chandrupatla, "A new hybrid quadratic/bisection algorithm", Advances in Engineering Software 28 (1997).
 */
export function bracketedRoot(
  equation: (x: number) => number,
  [from, to]: readonly [Point, Point],
  tolerance: number,
): number {
  let latest = to;
  let opposite = from;
  let share = 0.5;
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const x = latest.x + share * (opposite.x - latest.x);
    const found = { x, y: equation(x) };
    const isSameSide = Math.sign(found.y) === Math.sign(latest.y);
    const previous = isSameSide ? latest : opposite;
    if (!isSameSide) opposite = latest;
    latest = found;
    const least = tolerance / Math.abs(opposite.x - latest.x);
    if (!(least < 0.5) || latest.y === 0) break;
    share = Math.min(1 - least, Math.max(least, nextShare(latest, opposite, previous)));
  }
  return Math.abs(latest.y) < Math.abs(opposite.y) ? latest.x : opposite.x;
}

/** Where between latest and opposite to look next; half way unless the three points bend gently. */
function nextShare(latest: Point, opposite: Point, previous: Point): number {
  const place = (latest.x - opposite.x) / (previous.x - opposite.x);
  const height = (latest.y - opposite.y) / (previous.y - opposite.y);
  const isGentle = height * height < place && (1 - height) * (1 - height) < 1 - place;
  if (!isGentle) return 0.5;
  return (
    (latest.y / (opposite.y - latest.y)) * (previous.y / (opposite.y - previous.y)) +
    ((previous.x - latest.x) / (opposite.x - latest.x)) *
      (latest.y / (previous.y - latest.y)) *
      (opposite.y / (previous.y - opposite.y))
  );
}
