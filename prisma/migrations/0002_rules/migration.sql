-- What must always be true, said where nobody can go around it.

alter table organizations add constraint organizations_status check (status in ('active', 'suspended'));
-- From an hour to 30 days; of jsonb, numbers compare by their value, and nothing else lies between two of them.
alter table organizations add constraint organizations_idle_hours
  check (coalesce(settings -> 'idleHours', '24') between '1' and '720');
alter table organizations add constraint organizations_moves_per_hour
  check (coalesce(settings -> 'movesPerHour', '120') between '1' and '10000');
alter table users add constraint users_email_lower check (email = lower(email));
alter table memberships add constraint memberships_role check (role in ('owner', 'admin', 'agent'));
alter table whatsapp_connections add constraint whatsapp_connections_health check (health in ('unknown', 'healthy', 'unhealthy'));
alter table whatsapp_connections add constraint whatsapp_connections_throughput check (messages_per_second > 0);
alter table webhook_events add constraint webhook_events_state check (state in ('received', 'processed', 'failed', 'ignored'));
alter table contact_identities add constraint contact_identities_kind check (kind in ('phone', 'user_id'));
alter table contact_identities add constraint contact_identities_value check (value <> '');
alter table conversations add constraint conversations_owner check (owner in ('bot', 'person'));
alter table conversations add constraint conversations_status check (status in ('open', 'waiting', 'snoozed', 'closed'));
alter table messages add constraint messages_direction check (direction in ('inbound', 'outbound'));
alter table messages add constraint messages_sender check (sender in ('contact', 'bot', 'agent', 'phone'));
alter table messages add constraint messages_status
  check (status in ('Pending', 'Sent', 'Delivered', 'Read', 'Failed', 'Unknown'));
alter table flows add constraint flows_status check (status in ('Draft', 'Active', 'Inactive'));
alter table flows add constraint flows_active_is_published check (status <> 'Active' or published_version is not null);
alter table sessions add constraint sessions_status check (status in ('Active', 'Paused', 'Completed', 'Errored'));
-- One that lives and waits for nothing would never be woken.
alter table sessions add constraint sessions_live_waits check ((status in ('Active', 'Paused')) = (waiting is not null));
alter table session_moves add constraint session_moves_begun_by
  check (begun_by in ('time', 'timeout', 'expiry', 'answer', 'hand-back'));
alter table timers add constraint timers_kind check (kind in ('time', 'timeout', 'expiry'));
alter table http_calls add constraint http_calls_state check (state in ('pending', 'done'));
alter table http_calls add constraint http_calls_done
  check ((state = 'done') = (result is not null) and (state = 'done') = (done_at is not null));
alter table message_media add constraint message_media_state check (state in ('waiting', 'kept', 'failed', 'dropped'));
alter table message_media add constraint message_media_kept
  check (state <> 'kept' or (bytes, sha256, size, mime_type, kept_at) is not null);
alter table message_media add constraint message_media_bytes check (state = 'kept' or bytes is null);
alter table message_media add constraint message_media_asked check (state <> 'waiting' or media_id is not null);
alter table message_media add constraint message_media_uploaded
  check (uploaded_for is null or (media_id, uploaded_at) is not null);
-- Photos and the like do not shrink further, and a piece of one is read without the rest.
alter table message_media alter column bytes set storage external;
alter table campaigns add constraint campaigns_state
  check (state in ('draft', 'scheduled', 'running', 'paused', 'done', 'cancelled'));
alter table campaign_audience add constraint campaign_audience_status
  check (status in ('pending', 'queued', 'sent', 'delivered', 'read', 'replied', 'failed', 'skipped', 'cancelled'));
alter table secrets add constraint secrets_name check (name ~ '^[A-Za-z][A-Za-z0-9_-]{0,59}$');

-- Among verified connections a number is unique in the deployment, and a business account belongs to one organization.
create unique index whatsapp_connections_verified_number on whatsapp_connections (phone_number_id)
  where verified_at is not null;
create index whatsapp_connections_verified_accounts on whatsapp_connections (business_account_id)
  where verified_at is not null;
create extension if not exists btree_gist;
alter table whatsapp_connections add constraint whatsapp_connections_verified_account
  exclude using gist (business_account_id with =, organization_id with <>) where (verified_at is not null);

create unique index sessions_one_live on sessions (conversation_id) where status in ('Active', 'Paused');

-- The heads of lanes: what is still to be worked, in order. Small however many rows are done.
create index webhook_events_waiting on webhook_events (lane_kind, lane_key, position) where state = 'received';
create index webhook_events_parked on webhook_events (organization_id, wa_message_id) where outcome = 'parked';
create index messages_waiting on messages (conversation_id, seq) where direction = 'outbound' and status in ('Pending', 'Unknown');
create index message_media_waiting on message_media (conversation_id) where state = 'waiting';
create index message_media_kept on message_media (organization_id, kept_at, size) where state = 'kept';
create index message_media_kept_since on message_media (kept_at) where state = 'kept';
create index lanes_due on lanes (organization_id, greatest(wake_at, not_before)) where wake_at < 'infinity';
create index lanes_leased on lanes (organization_id) where lease is not null;
