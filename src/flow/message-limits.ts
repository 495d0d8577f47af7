/**
 * What WhatsApp accepts in one message, in characters unless said. Counted in UTF-16 units, the strictest count anyone
 * could mean: Meta does not say what it counts.
 * https://developers.facebook.com/docs/whatsapp/cloud-api/messages/interactive-list-messages and its neighbours.
 */
export const LIMITS = {
  text: 4096,
  header: 60,
  footer: 60,
  buttons: { count: 3, body: 1024, title: 20 },
  list: { rows: 10, body: 4096, opener: 20, title: 24, description: 72 },
} as const;
