-- transaction: none
-- batched
UPDATE equipment SET qr_token = replace(gen_random_uuid()::text, '-', '')
WHERE id IN (SELECT id FROM equipment WHERE qr_token IS NULL LIMIT 10000);
DROP INDEX CONCURRENTLY IF EXISTS equipment_qr_token_key;
CREATE UNIQUE INDEX CONCURRENTLY equipment_qr_token_key ON equipment (qr_token);
