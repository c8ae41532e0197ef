-- 统一社会信用代码 of the lead entrant: the list of recommended entries shows it.
ALTER TABLE entry ADD COLUMN credit_code TEXT;
