import { join } from 'node:path';
import { Global, Module } from '@nestjs/common';
import { AppConfig } from '#libs/config';
import { LocalStorage } from './local-storage.js';
import { S3Storage } from './s3-storage.js';
import { Storage } from './storage.js';

@Global()
@Module({
  providers: [
    {
      provide: Storage,
      inject: [AppConfig],
      useFactory: ({ dataDir, storage: { s3 } }: AppConfig) =>
        s3 ? new S3Storage(s3) : new LocalStorage(join(dataDir, 'files')),
    },
  ],
  exports: [Storage],
})
export class StorageModule {}
