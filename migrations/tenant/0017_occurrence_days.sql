-- transaction: none
-- Rows from before get their day by the schedule's clock. Of two that an edit of the rule once left on one day the first has it.
-- batched
WITH zones AS MATERIALIZED (SELECT name FROM pg_timezone_names),
undated AS (
    SELECT o.id, o.schedule_id, o.occurrence_at, (o.occurrence_at AT TIME ZONE coalesce(z.name, 'UTC'))::date AS day
    FROM maintenance_occurrences AS o
    JOIN maintenance_schedules AS s ON s.id = o.schedule_id
    LEFT JOIN zones AS z ON z.name = s.timezone
    WHERE o.occurrence_on IS NULL
),
filled AS (
    SELECT DISTINCT ON (u.schedule_id, u.day) u.id, u.day
    FROM undated AS u
    WHERE NOT EXISTS (
        SELECT FROM maintenance_occurrences AS d WHERE d.schedule_id = u.schedule_id AND d.occurrence_on = u.day
    )
    ORDER BY u.schedule_id, u.day, u.occurrence_at, u.id
    LIMIT 10000
)
UPDATE maintenance_occurrences AS o SET occurrence_on = f.day FROM filled AS f WHERE o.id = f.id;
DROP INDEX CONCURRENTLY IF EXISTS maintenance_occurrences_round_key;
CREATE UNIQUE INDEX CONCURRENTLY maintenance_occurrences_round_key
    ON maintenance_occurrences (schedule_id, round, occurrence_on);
