/** Somebody or something that was to be booked is taken at that time. The transaction that tried is lost: catch it outside and ask `offerInstead`. */
export class BookingClash extends Error {
  override name = 'BookingClash';
  constructor(
    readonly itemIds: readonly string[],
    readonly userIds: readonly string[],
  ) {
    super('a machine or a person is taken at that time');
  }
}
