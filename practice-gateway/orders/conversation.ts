/** A question the broker asked about an order, and what happens once every question is answered. */
export interface Conversation {
  /** Changes with every question. */
  replyId: string;
  readonly accountId: string;
  readonly askedAt: number;
}
