-- Finds messages whose job was lost. It must see past the need-to-know fence (a message may be about anyone),
-- so it runs as the owner, gives ids alone, and stays inside the alliance that is set.
CREATE POLICY sweep ON outbox_message FOR SELECT TO CURRENT_USER
USING (alliance_id = (select nullif(current_setting('app.alliance_id', true), '')::uuid));

CREATE FUNCTION messages_left_waiting(minutes integer) RETURNS TABLE (message_id uuid, person_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.id, m.person_id FROM outbox_message m
  WHERE m.alliance_id = nullif(current_setting('app.alliance_id', true), '')::uuid
    AND m.state = 'queued' AND m.queued_at < now() - make_interval(mins => minutes)
    AND NOT EXISTS (
      SELECT 1 FROM procrastinate_jobs j
      WHERE j.task_name = 'messages.send' AND j.args ->> 'message' = m.id::text AND j.status IN ('todo', 'doing'))
  ORDER BY m.queued_at LIMIT 1000
$$;

CREATE INDEX procrastinate_jobs_message ON procrastinate_jobs ((args ->> 'message'))
WHERE task_name = 'messages.send' AND status IN ('todo', 'doing');
