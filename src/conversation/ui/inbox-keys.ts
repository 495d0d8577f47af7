/** Where the inbox keeps what it knows: states that live events and answers are merged into. */
export const listKey = (organization: string) => ["inbox", organization, "list"] as const;
export const threadKey = (organization: string, conversationId: string) =>
  ["inbox", organization, "thread", conversationId] as const;
export const checkKey = (organization: string) => ["inbox", organization, "check"] as const;
