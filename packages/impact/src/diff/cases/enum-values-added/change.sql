alter type status add value 'sent' after 'draft';
alter type status add value 'archived';
