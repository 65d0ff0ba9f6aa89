/** Parts of the league: the first half of a table's name. With `THINGS` there are 1,000 names. */
export const AREAS = (
  'team player coach referee venue ticket order payment season game ' +
  'training contract transfer medical travel media sponsor merch parent youth ' +
  'academy award draft injury lineup locker membership newsletter office payroll ' +
  'playoff press roster scout seat security shop staff stream tournament'
).split(' ');

/** What is kept about each part: the second half of a table's name. */
export const THINGS = (
  'accounts addresses approvals attachments audits balances batches bookings categories changes ' +
  'comments contacts documents entries events exports groups histories imports items ' +
  'labels limits members notes plans'
).split(' ');

/** Names of ordinary columns. */
export const COLUMN_WORDS = (
  'title description status kind email phone street city country postcode language currency rebounds assists steals ' +
  'blocks turnovers fouls minutes points height weight birthday nationality jersey position arena capacity row_label ' +
  'section discount quantity tax total due_on paid_at sent_at opened_at closed_at signed_at expires_at token checksum ' +
  'payload settings tags reason remark source channel priority rating visits locale picture website is_public'
).split(' ');
