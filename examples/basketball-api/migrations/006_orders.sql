CREATE TYPE order_status AS ENUM ('open', 'paid', 'shipped', 'cancelled', 'refunded');

CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id integer NOT NULL REFERENCES tenants (id),
  parent_id integer NOT NULL REFERENCES parents (id),
  status order_status NOT NULL DEFAULT 'open',
  placed_at timestamptz NOT NULL DEFAULT now(),
  paid_at timestamptz
);

CREATE TABLE order_items (
  order_id bigint NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
  position smallint NOT NULL,
  product_id integer NOT NULL REFERENCES products (id),
  quantity integer NOT NULL CHECK (quantity > 0),
  unit_price numeric(8, 2) NOT NULL,
  line_total numeric(10, 2) NOT NULL GENERATED ALWAYS AS (quantity * unit_price) STORED,
  PRIMARY KEY (order_id, position)
);

COMMENT ON COLUMN order_items.unit_price IS 'Price on the day of the order; products.price moves on';
