import axe from 'axe-core';

/**
 * Faults that axe finds in what is drawn, one line each. Colours and sizes need a real browser and are judged there.
 */
export async function axeFaults(element: Element = document.body): Promise<readonly string[]> {
  const result = await axe.run(element, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  return result.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`),
  );
}
