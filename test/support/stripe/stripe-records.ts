/** As Stripe answers them, as far as the product looks. Times are seconds. */
export interface PriceRecord {
  readonly id: string;
  readonly object: 'price';
  readonly lookup_key: string | null;
  readonly currency: string;
  readonly unit_amount: number;
  readonly recurring: { readonly interval: 'month' | 'year' };
  readonly metadata: Readonly<Record<string, string>>;
}

export interface SessionRecord {
  readonly id: string;
  readonly object: 'checkout.session';
  readonly customer: string;
  readonly url: string;
  readonly created: number;
  readonly expires_at: number;
  readonly price: PriceRecord;
  readonly metadata: Readonly<Record<string, string>>;
  status: 'open' | 'complete' | 'expired';
}

export interface SubscriptionRecord {
  readonly id: string;
  readonly object: 'subscription';
  readonly customer: string;
  readonly created: number;
  readonly metadata: Readonly<Record<string, string>>;
  status: string;
  cancel_at_period_end: boolean;
  canceled_at: number | null;
  items: {
    readonly object: 'list';
    readonly data: {
      readonly id: string;
      price: PriceRecord;
      current_period_start: number;
      current_period_end: number;
    }[];
  };
}

export interface EventRecord {
  readonly id: string;
  readonly object: 'event';
  readonly type: string;
  readonly created: number;
  readonly api_version: string;
  readonly data: { readonly object: object };
}

export interface SignedEvent {
  readonly body: string;
  readonly signature: string;
}
