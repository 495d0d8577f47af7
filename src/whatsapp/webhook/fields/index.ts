import type { Field } from "../define-field";
import { accountAlerts } from "./account-alerts";
import { accountReviewUpdate } from "./account-review-update";
import { accountSettingsUpdate } from "./account-settings-update";
import { accountUpdate } from "./account-update";
import { automaticEvents } from "./automatic-events";
import { businessCapabilityUpdate } from "./business-capability-update";
import { businessStatusUpdate } from "./business-status-update";
import { businessUsernameUpdate, businessUsernameUpdates } from "./business-username-updates";
import { calls } from "./calls";
import { consumerProfile } from "./consumer-profile";
import { flows } from "./flows";
import { groupLifecycleUpdate } from "./group-lifecycle-update";
import { groupParticipantsUpdate } from "./group-participants-update";
import { groupSettingsUpdate } from "./group-settings-update";
import { groupStatusUpdate } from "./group-status-update";
import { history } from "./history";
import { messageEchoes } from "./message-echoes";
import { messageTemplateComponentsUpdate } from "./message-template-components-update";
import { messageTemplateQualityUpdate } from "./message-template-quality-update";
import { messageTemplateStatusUpdate } from "./message-template-status-update";
import { messages } from "./messages";
import { messagingHandovers } from "./messaging-handovers";
import { partnerSolutions } from "./partner-solutions";
import { paymentConfigurationUpdate } from "./payment-configuration-update";
import { phoneNumberNameUpdate } from "./phone-number-name-update";
import { phoneNumberQualityUpdate } from "./phone-number-quality-update";
import { security } from "./security";
import { smbAppStateSync } from "./smb-app-state-sync";
import { smbMessageEchoes } from "./smb-message-echoes";
import { standby } from "./standby";
import { templateCategoryUpdate } from "./template-category-update";
import { userIdUpdate } from "./user-id-update";
import { userPreferences } from "./user-preferences";

/** Every webhook field that Meta documents. Another one is stored and shown as not handled. */
const FIELDS: readonly Field[] = [
  accountAlerts,
  accountReviewUpdate,
  accountSettingsUpdate,
  accountUpdate,
  automaticEvents,
  businessCapabilityUpdate,
  businessStatusUpdate,
  businessUsernameUpdate,
  businessUsernameUpdates,
  calls,
  consumerProfile,
  flows,
  groupLifecycleUpdate,
  groupParticipantsUpdate,
  groupSettingsUpdate,
  groupStatusUpdate,
  history,
  messageEchoes,
  messageTemplateComponentsUpdate,
  messageTemplateQualityUpdate,
  messageTemplateStatusUpdate,
  messages,
  messagingHandovers,
  partnerSolutions,
  paymentConfigurationUpdate,
  phoneNumberNameUpdate,
  phoneNumberQualityUpdate,
  security,
  smbAppStateSync,
  smbMessageEchoes,
  standby,
  templateCategoryUpdate,
  userIdUpdate,
  userPreferences,
];

const byName = new Map(FIELDS.map((field) => [field.name, field]));

/** The field of that name, or what stands for the ones that nobody knows. */
export const fieldNamed = (name: string): Field =>
  byName.get(name) ?? { name, kind: "unknown-field", meaning: "A webhook field that is not known here" };
