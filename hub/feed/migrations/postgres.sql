
CREATE TABLE feed_version (number BIGINT NOT NULL);

INSERT INTO feed_version VALUES (0);

CREATE FUNCTION log_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.number = (SELECT coalesce(max(number), 0) + 1 FROM log) THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE integrity_constraint_violation USING MESSAGE = 'the log is append-only';
END $$;

CREATE TRIGGER log_is_only_appended BEFORE INSERT ON log FOR EACH ROW EXECUTE FUNCTION log_is_append_only();

CREATE TRIGGER log_is_not_changed BEFORE UPDATE ON log FOR EACH ROW EXECUTE FUNCTION log_is_append_only();

CREATE TRIGGER log_is_not_shortened BEFORE DELETE ON log FOR EACH ROW EXECUTE FUNCTION log_is_append_only();

CREATE TRIGGER log_is_not_emptied BEFORE TRUNCATE ON log EXECUTE FUNCTION log_is_append_only();
