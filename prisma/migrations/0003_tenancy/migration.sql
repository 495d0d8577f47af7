-- The two doors. Roles belong to the cluster: they may exist already, and another database may be making them now.
do $$
declare
  door text;
begin
  foreach door in array array['recado_tenant', 'recado_system'] loop
    begin
      if not exists (select from pg_roles where rolname = door) then
        execute format('create role %I nologin', door);
      end if;
    exception when duplicate_object or unique_violation then
      null;
    end;
    if current_setting('server_version_num')::int >= 160000 then
      if not pg_has_role(current_user, door, 'SET') then
        execute format('grant %I to %I with set true', door, current_user);
      end if;
    elsif not pg_has_role(current_user, door, 'MEMBER') then
      execute format('grant %I to %I', door, current_user);
    end if;
  end loop;
end $$;

-- Each policy names its role and checks current_user: a login that merely inherits a door sees nothing through it.
do $$
declare
  owned record;
begin
  for owned in
    select c.relname as name, exists (
      select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped
    ) as by_organization
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> '_prisma_migrations'
  loop
    execute format('alter table %I enable row level security', owned.name);
    execute format('alter table %I force row level security', owned.name);
    execute format('create policy system on %I to recado_system using (current_user = ''recado_system'')', owned.name);
    execute format('grant select, insert, update, delete on %I to recado_system', owned.name);
    if owned.by_organization then
      execute format(
        'create policy tenant on %I to recado_tenant using (current_user = ''recado_tenant'' '
        'and organization_id = nullif(current_setting(''app.organization_id'', true), '''')::uuid)', owned.name);
      execute format('grant select, insert, update, delete on %I to recado_tenant', owned.name);
    end if;
  end loop;
end $$;

create policy tenant on organizations to recado_tenant
  using (current_user = 'recado_tenant' and id = nullif(current_setting('app.organization_id', true), '')::uuid);
grant select, update on organizations to recado_tenant;

-- A member sees the names of members, of this organization only.
create policy tenant on users for select to recado_tenant
  using (current_user = 'recado_tenant' and exists (
    select from memberships m
    where m.user_id = users.id
      and m.organization_id = nullif(current_setting('app.organization_id', true), '')::uuid));
grant select (id, name, email) on users to recado_tenant;

grant usage on sequence webhook_events_position_seq to recado_tenant, recado_system;

-- Append only, and versions never change.
revoke update, delete on audit_log, flow_versions from recado_tenant;
