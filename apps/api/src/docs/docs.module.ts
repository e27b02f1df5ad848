import { Module } from '@nestjs/common';
import { DocsController } from './docs.controller.js';
import { ServedRoutes } from './served-routes.js';

@Module({ controllers: [DocsController], providers: [ServedRoutes] })
export class DocsModule {}
