ALTER TABLE products
  ADD COLUMN stock integer NOT NULL DEFAULT 0 CHECK (stock >= 0),
  ADD COLUMN restock_at date;

COMMENT ON COLUMN products.stock IS 'Pieces on the shelf';
