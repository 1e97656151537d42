BEGIN;
CREATE TABLE IF NOT EXISTS weflow_messages (
  session_id TEXT NOT NULL,
  local_id TEXT,
  message_id TEXT,
  create_time BIGINT NOT NULL,
  sender TEXT,
  is_send BOOLEAN NOT NULL,
  local_type INTEGER,
  media_type TEXT,
  content TEXT,
  media_path TEXT
);
CREATE INDEX IF NOT EXISTS idx_weflow_messages_session_time ON weflow_messages (session_id, create_time);
INSERT INTO weflow_messages (session_id, local_id, message_id, create_time, sender, is_send, local_type, media_type, content, media_path) VALUES ('61230001@chatroom', '1', '7100000000000000001', 1767225600, 'wxid_hu', FALSE, 1, NULL, '明天''老地方''
五点', NULL);
INSERT INTO weflow_messages (session_id, local_id, message_id, create_time, sender, is_send, local_type, media_type, content, media_path) VALUES ('61230001@chatroom', '2', '7100000000000000002', 1767225660, 'wxid_man', TRUE, 1, NULL, '好', NULL);
INSERT INTO weflow_messages (session_id, local_id, message_id, create_time, sender, is_send, local_type, media_type, content, media_path) VALUES ('61230001@chatroom', '3', '7100000000000000003', 1767225720, 'wxid_hu', FALSE, 3, 'image', '[图片]', 'media/images/3.jpg');
COMMIT;
