import { z } from 'zod';

const argumentsShape = z.object({
  /** Field numbers of quotes, field names of summary and ledger. */
  fields: z.array(z.coerce.string()).optional(),
  keys: z.array(z.string()).optional(),
  /** Order statuses. */
  filters: z.array(z.string()).optional(),
  days: z.number().int().min(1).max(7).optional(),
  realtimeUpdatesOnly: z.boolean().optional(),
  period: z.string().optional(),
  bar: z.string().optional(),
  source: z.string().optional(),
  outsideRth: z.union([z.boolean(), z.string()]).optional(),
});

export type TopicArguments = z.infer<typeof argumentsShape>;

/** A client's message: `smd+265598+{"fields":["31"]}` is verb `smd`, target `265598`. */
export interface TopicMessage {
  readonly verb: string;
  /** Empty when the topic has none. */
  readonly target: string;
  readonly args: TopicArguments;
}

/** Reads a message. Null when its arguments are no JSON object of the known shape. */
export function parseMessage(text: string): TopicMessage | null {
  const brace = text.indexOf('{');
  const head = brace === -1 ? text : text.slice(0, brace);
  const [verb = '', target = ''] = head.split('+');
  if (brace === -1) return { verb, target, args: {} };
  try {
    const parsed = argumentsShape.safeParse(JSON.parse(text.slice(brace)));
    return parsed.success ? { verb, target, args: parsed.data } : null;
  } catch {
    return null;
  }
}
