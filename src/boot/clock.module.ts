import { Global, Module, type DynamicModule, type Provider } from '@nestjs/common';
import { DatabaseClock, PlatformDb } from '#libs/database';
import { Clock } from '#libs/kernel';

const databaseClock: Provider = {
  provide: Clock,
  inject: [PlatformDb],
  useFactory: (db: PlatformDb) => DatabaseClock.start(db),
};

@Global()
@Module({})
export class ClockModule {
  /** @param clock replaces the database's clock */
  static forRoot(clock?: Clock): DynamicModule {
    const provider = clock ? { provide: Clock, useValue: clock } : databaseClock;
    return { module: ClockModule, providers: [provider], exports: [Clock] };
  }
}
