import { ApiSchema } from '@nestjs/swagger';
import { pageQuery, PasswordField } from '#libs/http';
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from '../../passwords/domain/password.errors.js';
import { SessionDto } from '../../me/http/session.dto.js';
import { operatorSessionList } from '../application/operator-session.queries.js';

@ApiSchema({ name: 'OperatorSession' })
export class OperatorSessionDto extends SessionDto {}

export class OperatorSessionQuery extends pageQuery({ name: 'OperatorSession', list: operatorSessionList }) {}

@ApiSchema({ name: 'ChangeOperatorPassword' })
export class ChangeOperatorPasswordDto {
  @PasswordField({ description: 'The one of now', example: 'blue-kettle-on-the-roof', maxLength: LONGEST_PASSWORD })
  currentPassword: string;

  @PasswordField({
    description: `At least ${SHORTEST_PASSWORD} characters; passwords that are easy to guess or made of one's own address or name are refused`,
    example: 'seven-green-umbrellas',
    minLength: SHORTEST_PASSWORD,
    maxLength: LONGEST_PASSWORD,
  })
  newPassword: string;
}
