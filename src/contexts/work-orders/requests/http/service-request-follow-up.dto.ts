import { ApiSchema } from '@nestjs/swagger';
import { Example, IntegerField, TextField } from '#libs/http';

@ApiSchema({ name: 'Rating' })
@Example({ rating: 4, comment: 'Quick, and clean afterwards.' })
export class RatingDto {
  @IntegerField({ description: 'From 1, bad, to 5, very good', example: 4, min: 1, max: 5 })
  rating: number;

  @TextField({
    description: 'Why, in words',
    example: 'Quick, and clean afterwards.',
    maxLength: 2_000,
    optional: true,
    nullable: true,
  })
  comment?: string | null;
}
