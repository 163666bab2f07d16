-- How people sort names: by letters, not by code points, and numbers by their value, so that "Pump 2" comes before "Pump 10".
CREATE COLLATION IF NOT EXISTS natural_order (provider = icu, locale = 'und-u-kn');
-- What people take for the same text: upper and lower case, full width and invisible characters make no difference, accents do.
CREATE COLLATION IF NOT EXISTS case_insensitive (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
