-- A personal token may also be one that does nothing but show its owner's sessions to a calendar program.
ALTER TABLE access_tokens
  DROP CONSTRAINT access_tokens_scopes_of_kind,
  ADD CONSTRAINT access_tokens_scopes_of_kind CHECK (CASE kind WHEN 'personal' THEN scopes IN ('{read}', '{track}', '{feed}')
    WHEN 'service' THEN scopes = '{report}' ELSE scopes = '{}' END);
