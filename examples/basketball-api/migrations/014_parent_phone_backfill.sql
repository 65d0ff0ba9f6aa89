-- Numbers were kept as typed. Store digits with a leading plus, so that text messages can be sent.
UPDATE parents
SET phone = '+1' || regexp_replace(phone, '[^0-9]', '', 'g')
WHERE phone IS NOT NULL
  AND phone !~ '^\+'
  AND length(regexp_replace(phone, '[^0-9]', '', 'g')) = 10;

COMMENT ON COLUMN parents.phone IS 'With country code, such as +15035550142, where it could be recognised';
