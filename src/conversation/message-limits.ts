/**
 * What WhatsApp takes in one message, in characters unless said. Meta's pages do not say what they count: we count UTF-16 units,
 * of which there are never fewer than code points or characters on a screen.
 * https://developers.facebook.com/docs/whatsapp/cloud-api/messages/interactive-list-messages and its neighbours.
 */
export const LIMITS = {
  text: { body: 4096 },
  /** `choices` is a count. */
  buttons: { body: 1024, header: 60, footer: 60, choices: 3, id: 256, title: 20 },
  /** `button` is the label that opens the list; `choices` is a count. */
  list: { body: 4096, header: 60, footer: 60, button: 20, choices: 10, id: 200, title: 24, description: 72 },
  media: { caption: 1024, filename: 240 },
  template: { name: 512, language: 15, coupon: 20 },
  form: { body: 1024, header: 60, footer: 60, button: 30 },
  link: { body: 1024, header: 60, footer: 60, button: 20 },
  locationRequest: { body: 1024 },
  /** `people` is a count. */
  contacts: { people: 257 },
} as const;
