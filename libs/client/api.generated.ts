// Written by npm run generated from docs/openapi.json.

export interface paths {
    "/v1/operations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List operations
         * @description Those that you have started, the latest first; with the permission `operations:manage` those of everybody. An API key sees those that it has started itself. They are forgotten 30 days after they ended.
         */
        get: operations["listOperations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/operations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an operation
         * @description Ask again while it is queued or running, after the seconds that `Retry-After` has named; with `If-None-Match` an unchanged one costs next to nothing. It is visible to whoever started it and to those with the permission `operations:manage`.
         */
        get: operations["getOperation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/operations/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel an operation
         * @description Nothing more is done from then on; what had been done stays, and `result` tells of it. One that has ended is refused (409). It may be canceled by whoever started it and by those with the permission `operations:manage`.
         */
        post: operations["cancelOperation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenant/domains": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the domains of the account
         * @description Verified, waiting and lost ones alike, each with its DNS record and what the last look-up of it found. Needs the permission `domains:read`.
         */
        get: operations["listTenantDomains"];
        put?: never;
        /**
         * Add a domain
         * @description It leads to the account once the DNS record in the answer is there and the domain is verified. One that the account has already is answered as it is. Needs the permission `domains:manage`.
         */
        post: operations["createTenantDomain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenant/domains/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a domain
         * @description Whether it leads to the account, the DNS record that proves it, and what was found when that was last looked up. Needs the permission `domains:read`.
         */
        get: operations["getTenantDomain"];
        put?: never;
        post?: never;
        /**
         * Remove a domain
         * @description It leads nowhere from the next request on, and another account may add and prove it. The primary one stays until another is chosen (409). Needs the permission `domains:manage`.
         */
        delete: operations["removeTenantDomain"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenant/domains/{id}/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Look the DNS record up
         * @description Answers 200 whatever was found: `status` and `lastCheck` say what came of it. Needs the permission `domains:manage`.
         */
        post: operations["verifyTenantDomain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenant/domains/{id}/make-primary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a verified domain the primary one
         * @description Links lead to it from now on; the one before stays verified and goes on leading to the account. Others are refused (409). Needs the permission `domains:manage`.
         */
        post: operations["makeTenantDomainPrimary"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenant": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the account and its settings
         * @description Everybody who is signed in may ask. Settings that nobody has chosen show their defaults, so that clients need none of their own. Needs the permission `tenant:read`.
         */
        get: operations["getTenant"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the account and its settings
         * @description What is absent keeps its value. A setting that is null goes back to its default. Lists are replaced as a whole. Needs the permission `tenant:update`.
         */
        patch: operations["updateTenant"];
        trace?: never;
    };
    "/v1/tenant/onboarding": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read which first steps are done
         * @description Found out anew from what the account has: a facility, a machine, a schedule, a colleague, a domain. When all are there it is over for good. Needs the permission `tenant:update`.
         */
        get: operations["getOnboarding"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenant/onboarding/skip": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Skip what is left of the first steps
         * @description Onboarding counts as over for everybody in the account although steps are open; resuming takes that back. Needs the permission `tenant:update`.
         */
        post: operations["skipOnboarding"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenant/onboarding/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take up first steps that were skipped
         * @description Takes skipping back: open steps are shown again. Where all are done it stays over and nothing changes. Needs the permission `tenant:update`.
         */
        post: operations["resumeOnboarding"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what is in use of each limit of the plan
         * @description Tells for each limit of the plan how much is allowed, how much is in use, and when the count begins anew. Inactive users and decommissioned machines are not counted. At a limit whatever would exceed it is refused (402), and API calls are refused until the month is over (429). Needs the permission `usage:read`.
         */
        get: operations["getUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/signup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign up
         * @description Opens an account on trial for 14 days and signs its first administrator in: the answer is that of a sign-in. GET /v1/tenant then shows the account, also the slug that was made of the name. All of it is done or nothing: when no answer came, sign in; if that is refused, sign up again. A slug belongs to one account, an e-mail address may be used in any number. Sign-ups are limited for each network, mailbox and e-mail domain, more narrowly for disposable addresses.
         */
        post: operations["signUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in
         * @description Start here: send `accessToken` of the answer as `Authorization: Bearer …` with every other request. In Swagger UI choose “Authorize”, in the reference “Authentication”, and paste it; all other operations can then be tried. The demo's passwords differ from one installation to the next: the example has the right one where the document is read on the machine that runs the demo; elsewhere see what `npm start` prints, or `demo-credentials.json` in the data folder. The account is named by the host name, `X-Tenant` or `tenant`; where they disagree there is no such account. Ten failures close an account, and a hundred a network, for a quarter of an hour; a device that sends its `deviceToken` answers for its own failures alone, of which it has five. Each sign-in begins a session, and stands in the audit log. Who has a second factor is answered 403 `auth.second_step_needed` with a `pendingToken`: send it with a code to `POST /v1/auth/two-factor`.
         */
        post: operations["login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/two-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in with the second factor
         * @description The second step, for whoever has a second factor: takes the `pendingToken` that the right password was answered, and a code of the authenticator app or a backup code. Each code works once, and no earlier one after it. Five wrong codes end the pending sign-in; they count against the account as wrong passwords do.
         */
        post: operations["signInSecondStep"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refresh the tokens
         * @description Gives the next pair of tokens and makes the old refresh token worthless. Within ten seconds the same token gives the same successor again, so that parallel tabs do no harm; later it ends the session (401), as it may have been stolen.
         */
        post: operations["refresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign out
         * @description Ends the session of the token that is sent: its access and refresh tokens are worthless at once. Other sessions of the same user go on. Takes no API key.
         */
        post: operations["logout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/two-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read whether I have a second factor
         * @description Tells whether your sign-in asks for a code, whether the account demands that of your role and since when, and how many of your backup codes are left; the codes themselves are shown by nothing. Takes no API key.
         */
        get: operations["getTwoFactor"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/two-factor/enrol": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin a second factor
         * @description Answers a new secret, as a QR code for an authenticator app too. Nothing changes until a code of the app confirms it; beginning again makes the former secret worthless. Needs a sign-in of the last quarter of an hour (403). Takes no API key.
         */
        post: operations["enrolTwoFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/two-factor/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm the second factor
         * @description Takes a code of the app, which is thereby used. From then on your sign-in asks for one; all other sessions of yours end. The answer shows your backup codes, this once. You are told by mail. Takes no API key.
         */
        post: operations["confirmTwoFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/two-factor/backup-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make new backup codes
         * @description The answer shows ten new ones, this once; those of before are worthless. Needs a sign-in of the last quarter of an hour (403). Takes no API key.
         */
        post: operations["renewBackupCodes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/two-factor/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Switch the second factor off
         * @description Takes a code of the app or a backup code, and a sign-in of the last quarter of an hour (403). The password alone signs you in from then on; you are told by mail. To change phones switch it off and begin it anew. Takes no API key.
         */
        post: operations["disableTwoFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{id}/reset-two-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reset a user's second factor
         * @description For somebody who has lost phone and backup codes: signs them out everywhere, at once, and lets the password alone sign them in. They are told by mail. Needs a sign-in of the last quarter of an hour, and every right that they have (403). Your own you switch off with a code of it (409). Needs the permission `users:update`.
         */
        post: operations["resetUserTwoFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/forgot-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a link to set a new password
         * @description Answers 204 whether or not there is such an account and user: an active user is mailed a link that works once, within 20 minutes; an earlier one is worthless from then on. Three mails in a quarter of an hour are sent at most. Ten requests for an address, or a hundred from a network, are answered 429 for the rest of a quarter of an hour.
         */
        post: operations["forgotPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/reset-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set a new password by a link
         * @description Uses up the token of the link, sets the password and ends all sessions of the user, who then signs in anew. A password that is refused leaves the token as it was. The user is told by mail.
         */
        post: operations["resetPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{id}/reset-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reset a user's password
         * @description Signs the user out everywhere, at once, and mails a link to set a new password; until then the old one is answered 403. Nobody learns or chooses the password of somebody else. Your own you change by “forgot password” (409). Needs the permission `users:update`.
         */
        post: operations["resetUserPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read who I am and what I may do
         * @description Your account with the role, everything that role and grants allow you together, and the company that you work in. Ask at the start of an application to decide what to offer. Asked with an API key it tells in whose name the key acts, and what it may do now.
         */
        get: operations["getMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List where I am signed in
         * @description One for each device or program that has signed in as you and has neither signed out nor expired; `isCurrent` marks the one that asks. Takes no API key.
         */
        get: operations["listMySessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List users
         * @description Everybody who works in the account, the inactive ones included unless `active` is given. Passwords are in no answer. Needs the permission `users:read`.
         */
        get: operations["listUsers"];
        put?: never;
        /**
         * Add a user
         * @description The user may sign in at once with this password: nobody is sent a message, so tell them yourself. Counts against the users of the plan (402 when there are no more). You cannot give a role that may do more than you may (403). Needs the permission `users:create`.
         */
        post: operations["createUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a user
         * @description Answers the profile, the role and when the user last signed in. What the user may do beyond the role is at `/v1/users/{id}/permissions`. Needs the permission `users:read`.
         */
        get: operations["getUser"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a user
         * @description Another role holds from the next request of that user on. Nobody can give, or touch somebody who has, more rights than they have themselves (403); the last active admin cannot get another role (409). The audit log keeps the values before and after. Needs the permission `users:update`.
         */
        patch: operations["updateUser"];
        trace?: never;
    };
    "/v1/users/{id}/activate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Activate a user
         * @description The user may sign in again, with the same password, role and teams, and counts against the users of the plan again (402 when there are no more). Changes nothing for an active user. Needs the permission `users:deactivate`.
         */
        post: operations["activateUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{id}/deactivate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deactivate a user
         * @description Signs the user out everywhere, at once, and frees a place in the plan. Their work, its history and their teams stay. `openWork` counts what is assigned to them and still to be done; with `reassignTo` all of it goes to somebody else in the same transaction, which needs the permissions to assign and to see all work orders. Work in progress is put on hold for it. You cannot deactivate yourself or the last active admin (409). Needs the permission `users:deactivate`.
         */
        post: operations["deactivateUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{id}/permissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what a user may do
         * @description Answers the role, what was granted beyond it, and both together as what the user may do now. Its `ETag` is the one to replace the grants with. Needs the permission `users:read`.
         */
        get: operations["getUserPermissions"];
        /**
         * Grant a user permissions beyond the role
         * @description The list takes the place of everything that was granted so far; an empty one takes all grants away. Holds from the next request of that user on. You can grant only what you may do yourself (403). Needs the permission `users:grant`.
         */
        put: operations["replaceUserPermissions"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/permissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List all permissions
         * @description The whole catalogue in one page: what each permission allows, and which roles have it. It is the same for every account of this version.
         */
        get: operations["listPermissions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List invitations
         * @description Those that wait for an answer, those that have expired and can be sent again, and those that were accepted; ones that were taken back are gone. Needs the permission `users:invite`.
         */
        get: operations["listInvitations"];
        put?: never;
        /**
         * Invite somebody
         * @description Mails a link that works once, within seven days, with which the person chooses name and password and becomes a user. You can give a role only if you have all of its rights yourself. A place in the plan is taken when the person accepts; where none is free now nobody is invited (402). Needs the permission `users:invite`.
         */
        post: operations["createInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an invitation
         * @description Whom it is for, with which role and teams, until when its link works, and who the person became. The link itself stands in the mail alone. Needs the permission `users:invite`.
         */
        get: operations["getInvitation"];
        put?: never;
        post?: never;
        /**
         * Take an invitation back
         * @description Its link is worthless at once, and the address can be invited anew. One that was accepted stays (409): deactivate the user instead. Needs the permission `users:invite`.
         */
        delete: operations["deleteInvitation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations/{id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send an invitation again
         * @description Mails a new link, which works for seven days from now; the earlier one is worthless from then on. One that was accepted is not sent again (409). Needs the permission `users:invite`.
         */
        post: operations["resendInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/accept-invitation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept an invitation
         * @description Uses up the token of the link and makes a user of the person, with a verified address, the role and the teams of the invitation; sign in afterwards. What is refused leaves the token as it was: a weak password, or a plan that has no place left (402).
         */
        post: operations["acceptInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/teams": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List teams
         * @description All teams with the number of their members. Inactive teams are included: they keep their members and get no new work. Needs the permission `teams:read`.
         */
        get: operations["listTeams"];
        put?: never;
        /**
         * Add a team
         * @description The team is active and has no members at first; its lead, who must be an active user (422), is none of them until added. Work orders and schedules can be assigned to it at once. Needs the permission `teams:create`.
         */
        post: operations["createTeam"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/teams/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a team
         * @description Answers what the team is for, who leads it and how many belong to it. Its members are at `/v1/teams/{id}/members`. Needs the permission `teams:read`.
         */
        get: operations["getTeam"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a team
         * @description A new lead must be an active user (422). With `isActive: false` it can get no more work; what is assigned to it stays until it is assigned to others. Needs the permission `teams:update`.
         */
        patch: operations["updateTeam"];
        trace?: never;
    };
    "/v1/teams/{id}/activate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Activate a team
         * @description Work can be assigned to it again. Work that was handed over when it was deactivated stays where it is. Changes nothing for an active team. Needs the permission `teams:update`.
         */
        post: operations["activateTeam"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/teams/{id}/deactivate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deactivate a team
         * @description It keeps its members and gets no new work. `openWork` counts what is assigned to it and still to be done; with `reassignTo` all of it goes to a user or another team in the same transaction, which needs the permissions to assign and to see all work orders. Work in progress is put on hold for it. Needs the permission `teams:update`.
         */
        post: operations["deactivateTeam"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/teams/{id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the members of a team
         * @description Everybody who belongs to the team, deactivated users included. Members see the work orders of the team, whatever their role. Needs the permission `teams:read`.
         */
        get: operations["listTeamMembers"];
        put?: never;
        /**
         * Add a user to a team
         * @description From the next request on the user sees the work orders of the team, and is told when it gets new ones. Only active users can be added (422); who belongs to it already is refused (409). The answer is the team, with one member more. Needs the permission `teams:update`.
         */
        post: operations["addTeamMember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/teams/{id}/members/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take a user out of a team
         * @description From the next request on the user no longer sees work orders of the team that are not their own. Whoever leads the team goes on leading it. Nothing that was done is changed. Needs the permission `teams:update`.
         */
        delete: operations["removeTeamMember"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/teams/{id}/members/{userId}/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a user out of a team and hand over their work
         * @description Like the deletion of the membership, and says what becomes of open work: that of the team stays with the team, `openWork` counts what is assigned to the user alone. With `reassignTo` all of that goes to somebody else in the same transaction, which needs the permissions to assign and to see all work orders. Work in progress is put on hold for it. Needs the permission `teams:update`.
         */
        post: operations["releaseTeamMember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List API keys
         * @description Those of everybody in the account, the latest first, revoked and expired ones included; with their scopes, their last use and how they begin, never the keys themselves. Needs the permission `api_keys:read`.
         */
        get: operations["listApiKeys"];
        put?: never;
        /**
         * Make an API key
         * @description The answer shows `key` once: keep it where secrets are kept, since only its hash is stored. Send it as `Authorization: Bearer …`. It acts in your name, with those of its scopes that you are permitted to at that moment: it narrows when your rights do, and stops while you are deactivated. Give it as few scopes as the program needs; of rights that you do not have it gets none (403). Needs the permission `api_keys:create`.
         */
        post: operations["createApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an API key
         * @description Answers what it may do, in whose name, until when, and when and from where it was used last. What it may do at this moment `GET /v1/me` tells, asked with the key. Needs the permission `api_keys:read`.
         */
        get: operations["getApiKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change an API key
         * @description Name, scopes and expiry; the key itself stays the same. The change holds from the next request on. You need every right that it has or gets (403); one that is revoked or expired is not changed any more (409). Needs the permission `api_keys:update`.
         */
        patch: operations["updateApiKey"];
        trace?: never;
    };
    "/v1/api-keys/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replace an API key by a new one
         * @description Answers a new key with the same name and scopes, its `key` once; the address in `Location` is that of the new one. The old one stays valid for `overlapSeconds`, so that no program has to stop. Only whoever made the old key can replace it (403), as the new one acts in their name too. Needs the permission `api_keys:create`.
         */
        post: operations["rotateApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys/{id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revoke an API key
         * @description Every process refuses it from the next request on, for ever: what it was used for needs another key. One that is revoked already stays as it is. Needs the permission `api_keys:revoke`.
         */
        post: operations["revokeApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit-logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List audit entries
         * @description Who changed what, from what to what, and from where, the latest first: changes of all resources, sign-ins and refusals. Passwords and tokens are never in it, and nobody can change or delete an entry. Entries that are older than a year are in the archive: ask for them with `archived=true`. Needs the permission `audit_logs:read`.
         */
        get: operations["listAuditLogs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit-logs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an audit entry
         * @description Answers one act: who did it, with which request, and the values before and after. `requestId` is that of the answer to the request, so that a report of a user leads here. Needs the permission `audit_logs:read`.
         */
        get: operations["getAuditLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit-logs/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Export audit entries
         * @description Writes all entries that match, the oldest first, into a file, in the background; `path` of the result is its address, where it stays as long as the operation. Cells that a spreadsheet would take for a formula begin with an apostrophe. Needs a sign-in of the last quarter of an hour, and the permission `costs:read`, since entries contain amounts. Stands in the log itself. Needs the permission `audit_logs:export`.
         */
        post: operations["exportAuditLogs"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit-logs/exports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the file of an export
         * @description The file that the operation of this id has made, for whoever asked for it and those who may manage operations. Not found (404) until the operation has succeeded. Each download stands in the log. Needs the permission `audit_logs:export`.
         */
        get: operations["getAuditExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/facilities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List facilities
         * @description All facilities, or without the permission `facilities:read_all` those that the caller is linked to. Inactive ones are included unless `active` is given. Needs the permission `facilities:read`.
         */
        get: operations["listFacilities"];
        put?: never;
        /**
         * Add a facility
         * @description It is active at once: buildings, machines and work orders can be added. Without `timezone` it has that of the account; schedules of its machines follow its clock. A code that another facility has is refused (409). Needs the permission `facilities:create`.
         */
        post: operations["createFacility"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/facilities/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add facilities
         * @description Up to 100 in one request, in their order. Each item has the result that it would have had alone; with `atomic=true` the first that fails undoes all others. Needs the permission `facilities:create`.
         */
        post: operations["createFacilities"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/facilities/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a facility
         * @description Answers address, position, time zone and whom to ask on site. Buildings are at `/v1/facilities/{id}/buildings`, machines at `/v1/equipment?facilityId=…`. Needs the permission `facilities:read`.
         */
        get: operations["getFacility"];
        put?: never;
        post?: never;
        /**
         * Delete a facility that nothing refers to
         * @description For what was entered by mistake: one that has buildings, machines, work orders or anything else is refused (409) with the number of each. Deactivate it instead. Needs the permission `facilities:delete`.
         */
        delete: operations["deleteFacility"];
        options?: never;
        head?: never;
        /**
         * Change a facility
         * @description Another time zone holds for schedules that are added from then on; existing ones keep theirs. A code that another facility has is refused (409). The audit log keeps the values before and after. Needs the permission `facilities:update`.
         */
        patch: operations["updateFacility"];
        trace?: never;
    };
    "/v1/facilities/{id}/activate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Activate a facility
         * @description It takes machines and work again, and due dates of the schedules of its machines become work orders again. Changes nothing when it is active. Needs the permission `facilities:update`.
         */
        post: operations["activateFacility"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/facilities/{id}/deactivate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deactivate a facility
         * @description It keeps its machines and its history and takes no new machines and no new work (422). Dates of the schedules of its machines are noted as skipped; work orders that are open stay open. Needs the permission `facilities:update`.
         */
        post: operations["deactivateFacility"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/facilities/{id}/buildings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the buildings of a facility
         * @description The buildings of one facility; 404 where the caller does not see the facility. Needs the permission `buildings:read`.
         */
        get: operations["listBuildings"];
        put?: never;
        /**
         * Add a building to a facility
         * @description Machines can then name it in `buildingId`. Nothing else changes for the facility. Answered with the address `/v1/buildings/{id}`. Needs the permission `buildings:create`.
         */
        post: operations["createBuilding"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/buildings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a building
         * @description Answers the code, the number of floors and the notes. It is visible to whoever sees its facility. Needs the permission `buildings:read`.
         */
        get: operations["getBuilding"];
        put?: never;
        post?: never;
        /**
         * Delete a building that nothing refers to
         * @description For what was entered by mistake: one in which machines stand is refused (409) with their number. Move the machines first. Needs the permission `buildings:delete`.
         */
        delete: operations["deleteBuilding"];
        options?: never;
        head?: never;
        /**
         * Change a building
         * @description Changes name, code, floors or notes; a building cannot be moved to another facility. The audit log keeps the values before and after. Needs the permission `buildings:update`.
         */
        patch: operations["updateBuilding"];
        trace?: never;
    };
    "/v1/equipment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List equipment
         * @description All machines, or without the permission `facilities:read_all` those of the facilities that the caller is linked to. Decommissioned ones are included unless `status` is given. Costs are null without the permission `costs:read`. Needs the permission `equipment:read`.
         */
        get: operations["listEquipment"];
        put?: never;
        /**
         * Add a machine
         * @description It is operational unless `status` says otherwise, and counts against the machines of the plan (402 when there are no more). The facility must be active, and the building one of it (422). A number or QR code that another machine has is refused (409). Setting costs needs the permission `costs:read`. Needs the permission `equipment:create`.
         */
        post: operations["createEquipment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/equipment/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add machines
         * @description Up to 100 in one request, in their order. Each item has the result that it would have had alone; with `atomic=true` the first that fails undoes all others. Each counts against the machines of the plan. Needs the permission `equipment:create`.
         */
        post: operations["createManyEquipment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/equipment/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a machine
         * @description Answers everything about the machine; `expand` adds its facility and building to the same answer. Its work orders are at `/v1/work-orders?equipmentId=…`, its schedules at `/v1/maintenance-schedules?equipmentId=…`. Needs the permission `equipment:read`.
         */
        get: operations["getEquipment"];
        put?: never;
        post?: never;
        /**
         * Delete a machine that nothing refers to
         * @description For what was entered by mistake: one that has work orders, schedules or anything else is refused (409) with the number of each. Decommission it instead. Needs the permission `equipment:delete`.
         */
        delete: operations["deleteEquipment"];
        options?: never;
        head?: never;
        /**
         * Change a machine
         * @description `facilityId` and `buildingId` move it to an active facility; work orders that it has stay where they were. Decommissioning is an act of its own, and a decommissioned machine keeps its status. `nextMaintenanceDate` is worked out from its schedules where it has any. Setting costs needs the permission `costs:read`. Needs the permission `equipment:update`.
         */
        patch: operations["updateEquipment"];
        trace?: never;
    };
    "/v1/equipment/{id}/decommission": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decommission a machine
         * @description Takes it out of service: it keeps its history, takes no new work and no longer counts against the plan. Dates of its schedules are noted as skipped; work orders that are open stay open. One that is decommissioned already is refused (409). Needs the permission `equipment:decommission`.
         */
        post: operations["decommissionEquipment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/equipment/{id}/recommission": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put a decommissioned machine back into service
         * @description It is operational again and counts against the machines of the plan (402 when there are no more). Its next maintenance is that of its schedules again; what was skipped meanwhile is not made up for. One that is not decommissioned is refused (409). Needs the permission `equipment:decommission`.
         */
        post: operations["recommissionEquipment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{id}/facilities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read which facilities a user is linked to
         * @description Those that the user is linked to, as far as the caller sees them. Users with the permission `facilities:read_all` see every facility, whether or not they are linked. Its `ETag` is the one to replace the links with. Needs the permission `users:read`.
         */
        get: operations["getUserFacilities"];
        /**
         * Link a user to facilities
         * @description The list takes the place of all links so far; an empty one takes them all away. Holds from the next request of that user on: machines of a facility are seen with it. Needs the permission `facilities:read_all` too, and users with more rights than the caller are refused (403). The audit log keeps what was added and removed. Needs the permission `users:grant`.
         */
        put: operations["replaceUserFacilities"];
        /**
         * Link a user to one more facility
         * @description Does nothing where the user is linked to it already. Holds from the next request of that user on. Needs the permission `facilities:read_all` too, and users with more rights than the caller are refused (403). Needs the permission `users:grant`.
         */
        post: operations["linkUserToFacility"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{id}/facilities/{facilityId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take the link to a facility away
         * @description From the next request on the user sees neither the facility nor its machines, unless all are seen anyway. Requests of the user and the work made from them stay visible. One that is not linked is not found (404). Needs the permission `users:grant`.
         */
        delete: operations["unlinkUserFromFacility"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/parts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List parts
         * @description All parts; inactive ones are included unless `active` is given. `q` finds part numbers, and those of the preferred supplier, with and without their separators; `supplierPartNumber` finds those of any supplier. Prices and costs are null without the permission `costs:read`. Needs the permission `parts:read`.
         */
        get: operations["listParts"];
        put?: never;
        /**
         * Add a part
         * @description It is active and has no stock: book what there is with `/v1/parts/{id}/receive`. Who sells it is added at `/v1/part-suppliers`. Without `currency` it has that of `unitPrice`. A number that another part has, in whatever case, is refused (409). Setting a price needs the permission `costs:read`. Needs the permission `parts:create`.
         */
        post: operations["createPart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/parts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a part
         * @description Answers everything about the part and its stock over all locations. Where it lies is at `/v1/parts/{id}/stock`, its movements at `/v1/parts/{id}/movements`. Needs the permission `parts:read`.
         */
        get: operations["getPart"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a part
         * @description Changes everything but the currency and the stock, which is booked. A new `unitPrice` leaves the cost of what is in stock as it is. The audit log keeps the values before and after. Setting a price needs the permission `costs:read`. Needs the permission `parts:update`.
         */
        patch: operations["updatePart"];
        trace?: never;
    };
    "/v1/parts/{id}/activate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Activate a part
         * @description It can be received again, and counts as low on stock when it is. Changes nothing when it is active. Needs the permission `parts:update`.
         */
        post: operations["activatePart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/parts/{id}/deactivate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deactivate a part
         * @description It keeps its stock and its movements. What there is can still be issued, returned, moved and corrected; nothing more is received (409). Needs the permission `parts:update`.
         */
        post: operations["deactivatePart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/parts/{id}/receive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Receive parts
         * @description Books parts that have come in, in stock at once; also what there is at the beginning. What they cost enters the moving average of the part. Setting `unitPrice` needs the permission `costs:read`. Needs the permission `parts:receive`.
         */
        post: operations["receiveParts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/parts/{id}/issue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Issue parts
         * @description Takes parts out of stock, for a work order that the caller sees or without one, at what those at the location cost on average: those that are set aside for the work order first, never those set aside for others. More than is there is refused (409) with what lies where. `return` is its reverse. Needs the permission `parts:issue`.
         */
        post: operations["issueParts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/parts/{id}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Return issued parts
         * @description Brings back what was issued for the same work order, or for none, at what that cost on average: when all is back, the work order has cost nothing. More than was issued is refused (409), whoever returns at once. Needs the permission `parts:issue`.
         */
        post: operations["returnParts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/parts/{id}/adjust": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Adjust the stock of a part
         * @description Corrects the stock by an amount, with the reason: what was found, lost or broken, at what those at the location cost on average. Its reverse is the opposite amount. Taking more than lies there is refused (409). Needs the permission `parts:adjust`.
         */
        post: operations["adjustParts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/parts/{id}/transfer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Transfer parts to another location
         * @description Books two movements, one at each location, with the same `transferId`; answered is the one that leaves. What they cost goes along, so the stock and the value of the part stay as they are. Its reverse is a transfer back. Needs the permission `parts:transfer`.
         */
        post: operations["transferParts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/parts/{id}/stock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read where the stock of a part lies
         * @description Added up from the movements, now or as of a time: how many lay where, and what they cost. Locations where nothing was left are not named. Costs are null without the permission `costs:read`. Needs the permission `parts:read`.
         */
        get: operations["getPartStock"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/parts/{id}/reorder-level": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set the reorder level of a part at a location
         * @description Besides the level of the part, which counts for all locations together: whoever receives parts is told once when there are as many or fewer at the location, and not again before there were more. Null takes the level away. Needs the permission `parts:update`.
         */
        post: operations["setReorderLevel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/parts/{id}/movements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the movements of a part
         * @description The ledger of one part, from the latest on unless `sort` says otherwise; 404 where there is no such part. Costs are null without the permission `costs:read`. Needs the permission `stock_movements:read`.
         */
        get: operations["listPartMovements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stock-locations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List stock locations
         * @description Warehouses, vehicles and stores on site, with inactive ones unless `active` is given. There is one from the beginning, the default: who has no other never needs to name it. Needs the permission `stock_locations:read`.
         */
        get: operations["listStockLocations"];
        put?: never;
        /**
         * Add a stock location
         * @description It is active and empty: name it in bookings as `locationId`, or transfer parts to it. A name that another location has, in whatever case, is refused (409). Needs the permission `stock_locations:create`.
         */
        post: operations["createStockLocation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stock-locations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a stock location
         * @description Answers what kind of place it is. What lies there is at `/v1/stock-locations/{id}/stock`. Needs the permission `stock_locations:read`.
         */
        get: operations["getStockLocation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a stock location
         * @description Changes name, kind or notes, of the default one as well. Movements show the new name from then on; the audit log keeps the old one. Needs the permission `stock_locations:update`.
         */
        patch: operations["updateStockLocation"];
        trace?: never;
    };
    "/v1/stock-locations/{id}/stock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what lies at a stock location
         * @description The parts of which there are any, with their number and what they cost. Costs are null without the permission `costs:read`. Needs the permission `parts:read`.
         */
        get: operations["listStockAtLocation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stock-locations/{id}/activate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Activate a stock location
         * @description Parts can be put there again. Changes nothing when it is active already. Needs the permission `stock_locations:update`.
         */
        post: operations["activateStockLocation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stock-locations/{id}/deactivate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deactivate a stock location
         * @description What lies there still counts as stock and can be issued or moved away; nothing more can be put there (422). The default location stays active (409). Needs the permission `stock_locations:update`.
         */
        post: operations["deactivateStockLocation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stock-movements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List stock movements
         * @description The ledger of all parts, from the latest on unless `sort` says otherwise. Movements are never changed or deleted: a mistake is corrected by another one. Costs are null without the permission `costs:read`. Needs the permission `stock_movements:read`.
         */
        get: operations["listStockMovements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stock-movements/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a stock movement
         * @description One line of the ledger: what moved, where, how many, at what cost, for what and by whom. Needs the permission `stock_movements:read`.
         */
        get: operations["getStockMovement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/suppliers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List suppliers
         * @description All suppliers by name, with inactive ones unless `active` is given. What each of them sells is at `/v1/part-suppliers?supplierId=`. Needs the permission `suppliers:read`.
         */
        get: operations["listSuppliers"];
        put?: never;
        /**
         * Add a supplier
         * @description It is active and sells nothing yet: say what at `/v1/part-suppliers`. A name that another supplier has, in whatever case, is refused (409). Needs the permission `suppliers:create`.
         */
        post: operations["createSupplier"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/suppliers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a supplier
         * @description Answers how to reach the supplier, in what currency orders are and how long they usually take. Needs the permission `suppliers:read`.
         */
        get: operations["getSupplier"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a supplier
         * @description Parts that prefer the supplier show its new name and contact at once; orders that were made keep those that they were made with. Needs the permission `suppliers:update`.
         */
        patch: operations["updateSupplier"];
        trace?: never;
    };
    "/v1/suppliers/{id}/activate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Activate a supplier
         * @description Parts can be ordered there again. Changes nothing when the supplier is active already. Needs the permission `suppliers:update`.
         */
        post: operations["activateSupplier"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/suppliers/{id}/deactivate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deactivate a supplier
         * @description Nothing more is ordered there (422). What is on order already can still be received, and parts keep showing it. Needs the permission `suppliers:update`.
         */
        post: operations["deactivateSupplier"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/part-suppliers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List who sells which part
         * @description With `partId` the suppliers of a part, with `supplierId` what a supplier sells. Prices are null without the permission `costs:read`. Needs the permission `suppliers:read`.
         */
        get: operations["listPartSuppliers"];
        put?: never;
        /**
         * Add a supplier of a part
         * @description The first supplier of a part is its preferred one, and shown on the part as `supplierName`, `supplierContact` and `supplierPartNumber`. With `isPreferred` it takes the place of the one before. Setting a price needs the permission `costs:read`. Needs the permission `suppliers:update`.
         */
        post: operations["createPartSupplier"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/part-suppliers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what a supplier asks for a part
         * @description Answers under which number, at what price and in what packs one supplier sells one part. Needs the permission `suppliers:read`.
         */
        get: operations["getPartSupplier"];
        put?: never;
        post?: never;
        /**
         * Remove a supplier from a part
         * @description The preferred one can be removed only as the last one of the part (409), which then shows none. The supplier itself stays. Needs the permission `suppliers:update`.
         */
        delete: operations["removePartSupplier"];
        options?: never;
        head?: never;
        /**
         * Change what a supplier asks for a part
         * @description With `isPreferred: true` the part is ordered here from now on and shows this supplier; false is refused (409) for the preferred one, since a part with suppliers prefers one of them. Needs the permission `suppliers:update`.
         */
        patch: operations["updatePartSupplier"];
        trace?: never;
    };
    "/v1/work-orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List work orders
         * @description All of them with the permission `work_orders:read_all`; without it those that concern the caller: assigned to them or their teams, or made from their requests. `allowedTransitions` of each says what the caller may do with it now. Needs the permission `work_orders:read`.
         */
        get: operations["listWorkOrders"];
        put?: never;
        /**
         * Create a work order
         * @description For a machine, a facility or a machine in its facility; without `type` and `priority` it has the defaults of the schema. With an assignee or a team, which needs the permission `work_orders:assign`, it is assigned at once, and they are notified; otherwise it is new. Decommissioned machines, inactive facilities and inactive assignees are refused (422). Needs the permission `work_orders:create`.
         */
        post: operations["createWorkOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/work-orders/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create work orders
         * @description Up to 100 in one request, in their order. Each item has the result that it would have had alone, notifications included; with `atomic=true` the first that fails undoes all others. Needs the permission `work_orders:create`.
         */
        post: operations["createWorkOrders"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/work-orders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a work order
         * @description Answers where the work stands and what the caller may do with it now; `expand` adds machine, facility, user and team to the same answer. What happened to it is at `/v1/work-orders/{id}/history`. Needs the permission `work_orders:read`.
         */
        get: operations["getWorkOrder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a work order
         * @description Title, description, type, priority, times and parts can be changed as long as it is open (409 afterwards). Place, assignment and status are not edited: they follow from transitions. Each changed field is a line of its history. Needs the permission `work_orders:update`.
         */
        patch: operations["updateWorkOrder"];
        trace?: never;
    };
    "/v1/work-orders/{id}/assign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Assign a work order
         * @description To an active user or an active team (422 otherwise), which takes the place of the assignment so far; work on hold goes back to assigned. Whoever gets and whoever loses the work is notified, except by themselves. To those who have it already it changes nothing. Needs the permission `work_orders:assign`.
         */
        post: operations["assignWorkOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/work-orders/{id}/unassign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take an assignment back
         * @description It is new again and waits for another assignment; whoever had it is notified. Only what is assigned and has not begun can be taken back (409 otherwise). Needs the permission `work_orders:assign`.
         */
        post: operations["unassignWorkOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/work-orders/{id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start work
         * @description It is in progress from then on; `startedAt` is set the first time. Work that nobody is assigned to can be started too, and stays unassigned. Work that has begun or ended is refused (409). Needs the permission `work_orders:start`.
         */
        post: operations["startWorkOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/work-orders/{id}/hold": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put work on hold
         * @description For work that cannot go on, say without a part. The reason becomes `statusReason` and a line of the history. It stays open and can be overdue. Only assigned work and work in progress can be put on hold (409 otherwise). Needs the permission `work_orders:hold`.
         */
        post: operations["holdWorkOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/work-orders/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resume work that is on hold
         * @description It is in progress again, and `statusReason` is cleared; `startedAt` is set where work was put on hold before it had begun. Only work on hold can be resumed (409 otherwise). Needs the permission `work_orders:resume`.
         */
        post: operations["resumeWorkOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/work-orders/{id}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Complete work
         * @description Sets `completedAt`, closes work logs that are open and takes their hours unless `actualHours` is given. Completed maintenance becomes the last one of the machine, and a floating schedule counts its next date from it. Only work in progress can be completed (409 otherwise); `reopen` undoes it. Needs the permission `work_orders:complete`.
         */
        post: operations["completeWorkOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/work-orders/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a work order
         * @description For good: canceled work cannot be opened again. Closes work logs that are open; the reason becomes `statusReason`. A schedule does not make the work order anew. Only open work can be canceled (409 otherwise). Needs the permission `work_orders:cancel`.
         */
        post: operations["cancelWorkOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/work-orders/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reject a work order
         * @description For good, before work has begun: the reason becomes `statusReason` and a line of the history. Only new and assigned work can be rejected (409 otherwise); cancel work that has begun. Needs the permission `work_orders:reject`.
         */
        post: operations["rejectWorkOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/work-orders/{id}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reopen completed work
         * @description It is in progress again as if it had never been completed: `completedAt` and `actualHours` are cleared, the report stays, and the dates of its schedule and machine are worked out anew. Only completed work can be reopened (409 otherwise). Needs the permission `work_orders:reopen`.
         */
        post: operations["reopenWorkOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/work-orders/{id}/parts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the parts of a work order
         * @description What is planned, set aside, missing and used of each part, what that costs, and where it is planned from. Costs are null without the permission `costs:read`. The movements are at `/v1/stock-movements?workOrderId=…`. Needs the permission `parts:read`.
         */
        get: operations["getWorkOrderParts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/work-orders/{id}/parts/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Plan parts for a work order
         * @description Sets how many of a part open work needs from a location, whatever was planned before, and sets aside what is free there. What is not there is `missing`: plan again once it has come in, or use it then. What is set aside is given to nobody else. `release` is its reverse; the end of the work frees what is left. Needs the permission `parts:reserve`.
         */
        post: operations["planWorkOrderParts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/work-orders/{id}/parts/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Plan parts for a work order no more
         * @description Takes a part off the plan of open work, at one location or all, and frees what is set aside. What was used stays used. Where none is planned it is refused (409). Needs the permission `parts:reserve`.
         */
        post: operations["releaseWorkOrderParts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/work-orders/{id}/parts/use": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Use parts for a work order
         * @description Takes parts out of stock, those that are set aside for the work order first, also without a plan and for completed work. More than lies there without what is reserved for others is refused (409) with what lies where. `return` is its reverse; canceling or rejecting the work order brings everything back. Needs the permission `parts:issue`.
         */
        post: operations["useWorkOrderParts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/work-orders/{id}/parts/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Return parts that a work order has used
         * @description Brings back at most what the work order has used, at what that cost on average; to any active location. While the work is open, what it plans of the part is set aside again. Needs the permission `parts:issue`.
         */
        post: operations["returnWorkOrderParts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/work-orders/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what happened to a work order
         * @description One line for each transition, assignment and changed field, with who did it, when and why; in order of time unless `sort` says otherwise. It is kept as long as the work order and cannot be edited. Needs the permission `work_orders:read`.
         */
        get: operations["listWorkOrderHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/work-orders/{id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the comments on a work order
         * @description What people have written about the work, in order of time unless `sort` says otherwise. Whoever sees the work order sees all of its comments. Needs the permission `work_orders:read`.
         */
        get: operations["listWorkOrderComments"];
        put?: never;
        /**
         * Comment on a work order
         * @description Added under your name, also to work that has ended; it can be neither changed nor deleted. The work order itself and its version stay as they are. Nobody is notified. Needs the permission `work_orders:comment`.
         */
        post: operations["createWorkOrderComment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/maintenance-schedules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List maintenance schedules
         * @description All schedules, the paused and inactive ones included unless `paused` or `active` is given. `nextOccurrenceAt` is the next date that a work order is made for. Needs the permission `maintenance_schedules:read`.
         */
        get: operations["listMaintenanceSchedules"];
        put?: never;
        /**
         * Add a maintenance schedule
         * @description Dates count from `firstOccurrenceAt` on the clock of `timezone`, by default that of the facility of the machine; also where it has passed: `catchUp` says what is made up for. Work orders are made `leadDays` before each date, by default when it comes, and assigned to the user or team that is named. Try the rule with `preview` first. Needs the permission `maintenance_schedules:create`.
         */
        post: operations["createMaintenanceSchedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/maintenance-schedules/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add maintenance schedules
         * @description Up to 100 in one request, in their order. Each item has the result that it would have had alone; with `atomic=true` the first that fails undoes all others. Needs the permission `maintenance_schedules:create`.
         */
        post: operations["createMaintenanceSchedules"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/maintenance-schedules/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview the dates of a schedule
         * @description Answers the first dates, 10 unless `count` is given, each with the reason why it is that date: month ends, daylight saving and the like. Nothing is stored. Takes what would be sent to add the schedule as far as it concerns the dates. Needs the permission `maintenance_schedules:read`.
         */
        post: operations["previewMaintenanceSchedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/maintenance-schedules/generate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make everything that is due now
         * @description Does in the background what the next run of the generation would do for all schedules of the account; it runs by itself as well. Calling it again makes nothing twice. The result of the operation is a GenerationReport. Needs the permission `maintenance_schedules:generate`.
         */
        post: operations["generateMaintenance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/maintenance-schedules/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a maintenance schedule
         * @description Answers the rule, the next and the last date, and why nothing can be made of it for the time being, if so. What became of its dates is at `/v1/maintenance-schedules/{id}/occurrences`. Needs the permission `maintenance_schedules:read`.
         */
        get: operations["getMaintenanceSchedule"];
        put?: never;
        post?: never;
        /**
         * Delete a maintenance schedule that never ran
         * @description For what was entered by mistake: one with dates in its ledger is refused (409) with their number. Set `isActive` to false instead. Needs the permission `maintenance_schedules:delete`.
         */
        delete: operations["deleteMaintenanceSchedule"];
        options?: never;
        head?: never;
        /**
         * Change a maintenance schedule
         * @description A changed rule goes on where the schedule stands: after the last date that was decided, or one step after the last completion. It asks for nothing in the time before the change. Work orders that were made stay as they are. With `isActive: false` it makes no more. Needs the permission `maintenance_schedules:update`.
         */
        patch: operations["updateMaintenanceSchedule"];
        trace?: never;
    };
    "/v1/maintenance-schedules/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pause a maintenance schedule
         * @description No work orders are made until it is resumed; those that were made stay open. The reason stands in `pauseReason` and with each date that passes meanwhile. One that is paused already is refused (409). Needs the permission `maintenance_schedules:update`.
         */
        post: operations["pauseMaintenanceSchedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/maintenance-schedules/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resume a maintenance schedule
         * @description Work orders are made again. Dates that passed during the pause are treated as `catchUp` says: all, the latest or none become work orders, the others are noted as missed. One that is not paused is refused (409). Needs the permission `maintenance_schedules:update`.
         */
        post: operations["resumeMaintenanceSchedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/maintenance-schedules/{id}/skip": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Skip the next date of a maintenance schedule
         * @description No work order is made for it. It stands in the ledger with the reason, and the schedule goes on after it. Any date but the next, and any date of an inactive schedule, is refused (409). Needs the permission `maintenance_schedules:update`.
         */
        post: operations["skipMaintenanceOccurrence"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/maintenance-schedules/{id}/generate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make what is due now
         * @description Does at once what the next run of the generation would do for this schedule; the answer counts the work orders made and the dates skipped and missed. Calling it again makes nothing twice. A paused or inactive schedule is refused (409). Needs the permission `maintenance_schedules:generate`.
         */
        post: operations["generateFromMaintenanceSchedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/maintenance-schedules/{id}/occurrences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what became of the dates of a schedule
         * @description The ledger of the schedule: each date that was decided, with its work order or with the reason why none was made. Nothing in it is changed or deleted later. Needs the permission `maintenance_schedules:read`.
         */
        get: operations["listMaintenanceOccurrences"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List your notifications
         * @description What you have been told, the latest first; nobody sees those of others. Work that is assigned to you or your team and work that is taken from you make one each, unless you did it yourself. Takes no API key.
         */
        get: operations["listNotifications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/notifications/unread-count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count your unread notifications
         * @description For the number beside a bell; with `If-None-Match` it costs next to nothing while it stays the same. Takes no API key.
         */
        get: operations["countUnreadNotifications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/notifications/read-all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mark all your notifications read
         * @description All that are unread have the same `readAt` from then on, also those that no page has shown. Answers how many they were. Takes no API key.
         */
        post: operations["readAllNotifications"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/notifications/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read one of your notifications
         * @description Answers the whole message. It is read only when you mark it so. The link is null when you may no longer see what it leads to. Takes no API key.
         */
        get: operations["getNotification"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/notifications/{id}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mark a notification read
         * @description Sets `isRead` and `readAt`, and counts one less as unread. Marking it again changes nothing. Takes no API key.
         */
        post: operations["readNotification"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * @description What a list tells beside its rows
         * @enum {string}
         */
        ListInclude: "total";
        /**
         * @description Order of a list; - sorts descending
         * @enum {string}
         */
        OperationSort: "createdAt" | "-createdAt" | "updatedAt" | "-updatedAt";
        /**
         * @description How far an operation is
         * @enum {string}
         */
        OperationStatus: "queued" | "running" | "succeeded" | "failed" | "canceled";
        Operation: {
            /**
             * Format: uuid
             * @description Id
             * @example 01980a5e-7b1c-7cc0-8f6e-2a64f0d3c111
             */
            id: string;
            /**
             * @description What is done
             * @example maintenance.generate
             */
            kind: string;
            /**
             * @description How far it is
             * @example succeeded
             */
            status: components["schemas"]["OperationStatus"];
            /**
             * Format: int32
             * @description Per cent of the work that is done, as far as known
             * @example 100
             */
            progress: number;
            /** @description What came of it, as the operation that started it describes; of one that failed or was canceled what had been done until then */
            result?: components["schemas"]["GenerationReport"] | components["schemas"]["AuditExport"] | null;
            /**
             * @description Why it failed
             * @example null
             */
            error?: components["schemas"]["Problem"] | null;
            /**
             * Format: uuid
             * @description Who started it
             * @example 01980a5e-7b1c-7cc0-8f6e-2a64f0d3b222
             */
            requestedById: string | null;
            /**
             * Format: date-time
             * @description When it was first taken up
             * @example 2026-11-22T10:00:01.000Z
             */
            startedAt: string | null;
            /**
             * Format: date-time
             * @description When it ended
             * @example 2026-11-22T10:00:04.000Z
             */
            finishedAt: string | null;
            /**
             * Format: date-time
             * @description From when on it is forgotten
             * @example 2026-12-22T10:00:04.000Z
             */
            expiresAt: string | null;
            /**
             * Format: int32
             * @description Counts the changes; the ETag begins with it
             * @example 3
             */
            version: number;
            /**
             * Format: date-time
             * @description When it was asked for
             * @example 2026-11-22T10:00:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it last changed
             * @example 2026-11-22T10:00:04.000Z
             */
            updatedAt: string;
        };
        OperationPage: {
            /** @description The rows of this page */
            data: components["schemas"]["Operation"][];
            /**
             * @description Cursor of the next page; null on the last one
             * @example null
             */
            nextCursor: string | null;
            /**
             * Format: int64
             * @description All rows that match; only with include=total
             * @example 1
             */
            total?: number;
        };
        /**
         * @description Order of a list; - sorts descending
         * @enum {string}
         */
        TenantDomainSort: "domain" | "-domain" | "createdAt" | "-createdAt";
        /**
         * @description pending: not verified yet. verified: leads to the account. failing: still does, but its record is gone; the fourth daily check in a row that misses it makes it lost. lost: leads nowhere until it is verified again.
         * @enum {string}
         */
        TenantDomainStatus: "pending" | "verified" | "failing" | "lost";
        /**
         * @description Types of DNS records
         * @enum {string}
         */
        DnsRecordType: "TXT";
        VerificationRecord: {
            /**
             * @description Type
             * @example TXT
             */
            type: components["schemas"]["DnsRecordType"];
            /**
             * @description Name
             * @example _fieldpilot.service.acme.com
             */
            name: string;
            /**
             * @description Value
             * @example fieldpilot-verification=3f0c2a7be1d94c58a6b7e0f1d2c3b4a596877869
             */
            value: string;
        };
        /**
         * @description matching: the record is there. different: there are others of its name. missing: there is none. unreachable: DNS did not answer, which counts for nothing.
         * @enum {string}
         */
        DomainCheckResult: "matching" | "different" | "missing" | "unreachable";
        DomainCheck: {
            /**
             * Format: date-time
             * @description When DNS was asked
             * @example 2026-11-22T10:00:00.000Z
             */
            at: string;
            /**
             * @description What came of it
             * @example different
             */
            result: components["schemas"]["DomainCheckResult"];
            /**
             * @description Texts that were found instead, cut to 255 characters each
             * @example [
             *       "fieldpilot-verification=of-another-account"
             *     ]
             */
            found: string[];
        };
        TenantDomain: {
            /**
             * Format: uuid
             * @description Id
             * @example 01980a5e-7b1c-7cc0-8f6e-2a64f0d3b777
             */
            id: string;
            /**
             * @description Domain, international ones in punycode
             * @example service.acme.com
             */
            domain: string;
            /**
             * @description The same as people write it
             * @example service.acme.com
             */
            unicodeDomain: string;
            /**
             * @description Status
             * @example pending
             */
            status: components["schemas"]["TenantDomainStatus"];
            /**
             * @description Whether links lead to it; exactly one verified domain does
             * @example false
             */
            isPrimary: boolean;
            /** @description The DNS record that proves it; null for an address that the operators have given */
            record?: components["schemas"]["VerificationRecord"] | null;
            /** @description The last look-up of the record */
            lastCheck?: components["schemas"]["DomainCheck"] | null;
            /**
             * Format: date-time
             * @description Since when it is verified
             * @example null
             */
            verifiedAt: string | null;
            /**
             * Format: date-time
             * @description Since when the record of a verified domain is gone
             * @example null
             */
            failingSince: string | null;
            /**
             * Format: date-time
             * @description When it was added
             * @example 2026-11-22T10:00:00.000Z
             */
            createdAt: string;
        };
        TenantDomainPage: {
            /** @description The rows of this page */
            data: components["schemas"]["TenantDomain"][];
            /**
             * @description Cursor of the next page; null on the last one
             * @example null
             */
            nextCursor: string | null;
            /**
             * Format: int64
             * @description All rows that match; only with include=total
             * @example 1
             */
            total?: number;
        };
        CreateTenantDomain: {
            /**
             * @description A public host name without port and path. Letters of any script; case and a final dot do not matter
             * @example service.acme.com
             */
            domain: string;
        };
        /**
         * @description Units of measurement
         * @enum {string}
         */
        UnitSystem: "metric" | "imperial";
        /**
         * @description A day of the week
         * @enum {string}
         */
        Weekday: "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";
        WorkingHours: {
            /**
             * @description The day
             * @example monday
             */
            day: components["schemas"]["Weekday"];
            /**
             * @description When work begins, in the time zone of the account
             * @example 08:00
             */
            start: string;
            /**
             * @description When work ends; later than it begins
             * @example 17:00
             */
            end: string;
        };
        Holiday: {
            /**
             * Format: date
             * @description The day
             * @example 2027-01-01
             */
            date: string;
            /**
             * @description What it is called
             * @example New Year
             */
            name: string;
        };
        Branding: {
            /**
             * @description Colour of what stands out
             * @example #1f6feb
             */
            primaryColor: string | null;
            /**
             * @description Second colour
             * @example #f2a900
             */
            accentColor: string | null;
            /**
             * @description Address of the logo
             * @example https://www.example.com/logo.svg
             */
            logoUrl: string | null;
        };
        TenantSettings: {
            /**
             * @description Time zone of new facilities that name none, and of schedules whose machine has no facility
             * @example Europe/Berlin
             */
            timezone: string;
            /**
             * @description For display: language and forms of dates and numbers
             * @example de-DE
             */
            locale: string;
            /**
             * @description For display: the currency that clients suggest where an amount is entered; amounts always name theirs
             * @example EUR
             */
            currency: string;
            /**
             * @description For display: units of measurement
             * @example metric
             */
            units: components["schemas"]["UnitSystem"];
            /**
             * @description For display: working hours, one entry a day; days without one are free. Dates of schedules do not depend on it
             * @example [
             *       {
             *         "day": "monday",
             *         "start": "08:00",
             *         "end": "17:00"
             *       }
             *     ]
             */
            workingHours: components["schemas"]["WorkingHours"][];
            /**
             * @description For display: holidays, by date. Dates of schedules do not depend on them
             * @example [
             *       {
             *         "date": "2027-01-01",
             *         "name": "New Year"
             *       }
             *     ]
             */
            holidays: components["schemas"]["Holiday"][];
            /**
             * @description Roles whose users have to have a second factor: without one they can only begin one, once the grace is over
             * @example [
             *       "admin"
             *     ]
             */
            twoFactorRequiredFor: components["schemas"]["TwoFactorRole"][];
            /**
             * Format: date-time
             * @description Until when they may do without; null: they may not
             * @example 2027-01-31T23:00:00.000Z
             */
            twoFactorGraceUntil: string | null;
            /** @description For display: colours and logo; null is those of the client */
            branding: components["schemas"]["Branding"];
        };
        Tenant: {
            /**
             * Format: uuid
             * @description Id
             * @example 01980a5e-7b1c-7cc0-8f6e-2a64f0d3b100
             */
            id: string;
            /**
             * @description Name of the company
             * @example Acme Lifts
             */
            name: string;
            /**
             * @description Short name in addresses
             * @example acme-lifts
             */
            slug: string;
            /**
             * @description How many people work there
             * @example 11-50
             */
            companySize: string | null;
            /**
             * @description What it does
             * @example Elevators
             */
            industry: string | null;
            /**
             * @description Whether the first steps are done, or were skipped
             * @example true
             */
            onboardingCompleted: boolean;
            /** @description All settings, with their defaults where nothing else was chosen */
            settings: components["schemas"]["TenantSettings"];
            /**
             * Format: int32
             * @description Version, also in the ETag
             * @example 3
             */
            version: number;
            /**
             * Format: date-time
             * @description When the account was opened
             * @example 2026-11-22T10:00:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it was last changed
             * @example 2026-11-23T10:00:00.000Z
             */
            updatedAt: string;
        };
        UpdateBranding: {
            /**
             * @description Colour of what stands out
             * @example #1f6feb
             */
            primaryColor?: string | null;
            /**
             * @description Second colour
             * @example #f2a900
             */
            accentColor?: string | null;
            /**
             * @description Address of the logo
             * @example https://www.example.com/logo.svg
             */
            logoUrl?: string | null;
        };
        UpdateTenantSettings: {
            /**
             * @description Time zone of new facilities that name none, and of schedules whose machine has no facility
             * @example Europe/Berlin
             */
            timezone?: string | null;
            /**
             * @description For display: language and forms of dates and numbers
             * @example de-DE
             */
            locale?: string | null;
            /**
             * @description For display: the currency that clients suggest where an amount is entered; amounts always name theirs
             * @example EUR
             */
            currency?: string | null;
            /**
             * @description For display: units of measurement
             * @example metric
             */
            units?: components["schemas"]["UnitSystem"] | null;
            /**
             * @description For display: working hours, one entry a day; days without one are free. Dates of schedules do not depend on it
             * @example [
             *       {
             *         "day": "monday",
             *         "start": "08:00",
             *         "end": "17:00"
             *       }
             *     ]
             */
            workingHours?: components["schemas"]["WorkingHours"][] | null;
            /**
             * @description For display: holidays, by date. Dates of schedules do not depend on them
             * @example [
             *       {
             *         "date": "2027-01-01",
             *         "name": "New Year"
             *       }
             *     ]
             */
            holidays?: components["schemas"]["Holiday"][] | null;
            /**
             * @description Roles whose users have to have a second factor: without one they can only begin one, once the grace is over
             * @example [
             *       "admin"
             *     ]
             */
            twoFactorRequiredFor?: components["schemas"]["TwoFactorRole"][] | null;
            /**
             * Format: date-time
             * @description Until when they may do without; null: they may not
             * @example 2027-01-31T23:00:00.000Z
             */
            twoFactorGraceUntil?: string | null;
            /** @description For display: colours and logo; null is those of the client */
            branding?: components["schemas"]["UpdateBranding"] | null;
        };
        UpdateTenant: {
            /**
             * @description Name of the company
             * @example Acme Lifts
             */
            name?: string;
            /**
             * @description How many people work there
             * @example 11-50
             */
            companySize?: string | null;
            /**
             * @description What it does
             * @example Elevators
             */
            industry?: string | null;
            /** @description The settings to change */
            settings?: components["schemas"]["UpdateTenantSettings"];
        };
        /**
         * @description A step with a new account: a first facility, machine and maintenance schedule, a second user, a verified domain of its own
         * @enum {string}
         */
        OnboardingStep: "first_facility" | "first_machine" | "first_schedule" | "invited_colleague" | "own_domain";
        OnboardingStepState: {
            /**
             * @description The step
             * @example first_facility
             */
            key: components["schemas"]["OnboardingStep"];
            /**
             * @description Whether it is done
             * @example true
             */
            done: boolean;
        };
        Onboarding: {
            /**
             * @description Whether it is over: all steps are done, or it was skipped
             * @example false
             */
            completed: boolean;
            /**
             * @description Whether it is over though steps are open
             * @example false
             */
            skipped: boolean;
            /**
             * @description All steps, in the order in which to show them
             * @example [
             *       {
             *         "key": "first_facility",
             *         "done": true
             *       },
             *       {
             *         "key": "first_machine",
             *         "done": true
             *       },
             *       {
             *         "key": "first_schedule",
             *         "done": false
             *       },
             *       {
             *         "key": "invited_colleague",
             *         "done": false
             *       },
             *       {
             *         "key": "own_domain",
             *         "done": false
             *       }
             *     ]
             */
            steps: components["schemas"]["OnboardingStepState"][];
            /**
             * Format: int32
             * @description Version of the account, also in the ETag
             * @example 3
             */
            version: number;
        };
        LimitUsage: {
            /**
             * Format: int64
             * @description What the plan allows; null is unlimited
             * @example 100
             */
            limit: number | null;
            /**
             * Format: int64
             * @description What is in use
             * @example 12
             */
            used: number;
            /**
             * Format: date-time
             * @description When the count begins anew; null for what is counted as long as it is there
             * @example null
             */
            resetsAt: string | null;
        };
        Usage: {
            /**
             * @description The plan
             * @example trial
             */
            plan: string | null;
            /**
             * @description Active users
             * @example {
             *       "limit": 100,
             *       "used": 12,
             *       "resetsAt": null
             *     }
             */
            users: components["schemas"]["LimitUsage"];
            /**
             * @description Machines in service
             * @example {
             *       "limit": 5000,
             *       "used": 340,
             *       "resetsAt": null
             *     }
             */
            equipment: components["schemas"]["LimitUsage"];
            /**
             * @description Bytes of files
             * @example {
             *       "limit": 21474836480,
             *       "used": 734003200,
             *       "resetsAt": null
             *     }
             */
            storage: components["schemas"]["LimitUsage"];
            /**
             * @description API calls of this month, in UTC; the last ones may be counted some moments later
             * @example {
             *       "limit": 1000000,
             *       "used": 48211,
             *       "resetsAt": "2026-12-01T00:00:00.000Z"
             *     }
             */
            apiCallsMonth: components["schemas"]["LimitUsage"];
        };
        SignUp: {
            /**
             * @description Name of the company
             * @example Brightwater Lifts
             */
            companyName: string;
            /**
             * Format: email
             * @description E-mail address of the first administrator
             * @example nora.keller@brightwater.example
             */
            email: string;
            /**
             * Format: password
             * @description At least 10 characters; passwords that are easy to guess or made of one's own address, name or company are refused
             * @example blue-kettle-on-the-roof
             */
            password: string;
            /**
             * @description Short name in addresses: up to 56 lower-case letters, digits and inner hyphens. Without it, one is made of the name of the company.
             * @example brightwater-service
             */
            slug?: string;
            /**
             * @description How many people work there
             * @example 11-50
             */
            companySize?: string;
            /**
             * @description What it does
             * @example Elevators
             */
            industry?: string;
            /**
             * @description IANA time zone that dates are meant in
             * @default UTC
             * @example Europe/Zurich
             */
            timezone?: string;
            /**
             * @description ISO 4217 currency of costs
             * @default USD
             * @example CHF
             */
            currency?: string;
            /**
             * @description First name of the first administrator
             * @example Nora
             */
            firstName?: string;
            /**
             * @description Last name of the first administrator
             * @example Keller
             */
            lastName?: string;
        };
        SignedIn: {
            /**
             * Format: password
             * @description For the Authorization header: `Bearer <accessToken>`
             * @example eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ0eXAiOiJhY2Nlc3MifQ.c2lnbmF0dXJl
             */
            accessToken: string;
            /**
             * Format: password
             * @description Gives the next pair of tokens, once
             * @example fprt_AZgKXnsci5aPbipk8NOxEcL6cX0m6cJbP1h1l2H0uDkFqAqQ1m0mJvB5w7x0X1yZ
             */
            refreshToken: string;
            /**
             * Format: int32
             * @description Seconds until the access token expires
             * @example 900
             */
            expiresIn: number;
            /**
             * Format: password
             * @description Keep it on this device, also after signing out, and send it with the next sign-in: the device is known by it for 180 days. It opens nothing by itself.
             * @example fpdt_kJx0S2a7m1Yc9vQeT4uWbQ0p3RZ8nHf5sLdKxGqVtA1wB6yEoCjMiUhXrNzPgDkJx0S2a7m1Yc9vQeT4uWbQ0p3RZ8nHf5sLdKxGqVtA1wB6yEoCjMi
             */
            deviceToken: string;
        };
        Login: {
            /**
             * Format: email
             * @description E-mail address
             * @example operator@fieldpilot.example
             */
            email: string;
            /**
             * Format: password
             * @description Password
             * @example blue-kettle-on-the-roof
             */
            password: string;
            /**
             * Format: password
             * @description What an earlier sign-in to the account on this device gave. A device that is known is not locked out by what others try.
             * @example fpdt_kJx0S2a7m1Yc9vQeT4uWbQ0p3RZ8nHf5sLdKxGqVtA1wB6yEoCjMiUhXrNzPgDkJx0S2a7m1Yc9vQeT4uWbQ0p3RZ8nHf5sLdKxGqVtA1wB6yEoCjMi
             */
            deviceToken?: string;
            /**
             * @description Slug of the account. Not needed where the host name or X-Tenant names it.
             * @example northlift
             */
            tenant?: string;
        };
        SecondStep: {
            /**
             * Format: password
             * @description What the sign-in with the password was answered
             * @example fptf_AZgKXnsci5aPbipk8NOxEcL6cX0m6cJbP1h1l2H0uDkFqAqQ1m0mJvB5w7x0X1yZ
             */
            pendingToken: string;
            /**
             * Format: password
             * @description The six digits that the authenticator app shows now, or a backup code
             * @example 492039
             */
            code: string;
        };
        Refresh: {
            /**
             * Format: password
             * @description The refresh token that was given last. It can be used once.
             * @example fprt_AZgKXnsci5aPbipk8NOxEcL6cX0m6cJbP1h1l2H0uDkFqAqQ1m0mJvB5w7x0X1yZ
             */
            refreshToken: string;
            /**
             * Format: password
             * @description What a sign-in on this device gave: with it the device is not refused for calls of others from its network
             * @example fpdt_kJx0S2a7m1Yc9vQeT4uWbQ0p3RZ8nHf5sLdKxGqVtA1wB6yEoCjMiUhXrNzPgDkJx0S2a7m1Yc9vQeT4uWbQ0p3RZ8nHf5sLdKxGqVtA1wB6yEoCjMi
             */
            deviceToken?: string;
        };
        TokenPair: {
            /**
             * Format: password
             * @description For the Authorization header: `Bearer <accessToken>`
             * @example eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ0eXAiOiJhY2Nlc3MifQ.c2lnbmF0dXJl
             */
            accessToken: string;
            /**
             * Format: password
             * @description Gives the next pair of tokens, once
             * @example fprt_AZgKXnsci5aPbipk8NOxEcL6cX0m6cJbP1h1l2H0uDkFqAqQ1m0mJvB5w7x0X1yZ
             */
            refreshToken: string;
            /**
             * Format: int32
             * @description Seconds until the access token expires
             * @example 900
             */
            expiresIn: number;
        };
        TwoFactor: {
            /**
             * @description Whether the sign-in asks for a code
             * @example false
             */
            enabled: boolean;
            /**
             * Format: int32
             * @description How many backup codes are unused
             * @example 0
             */
            backupCodesLeft: number;
            /**
             * @description Whether the account demands one of users of your role
             * @example false
             */
            required: boolean;
            /**
             * Format: date-time
             * @description Until when you may do without although one is demanded; null where the account names no time
             * @example null
             */
            graceUntil: string | null;
        };
        TwoFactorEnrolment: {
            /**
             * Format: password
             * @description For authenticator apps that take no picture, to be typed
             * @example GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ
             */
            secret: string;
            /**
             * Format: password
             * @description What the QR code says; on a phone a link to it opens the authenticator app
             * @example otpauth://totp/FieldPilot:jonas@northlift.example?issuer=FieldPilot&secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&algorithm=SHA1&digits=6&period=30
             */
            otpauthUri: string;
            /**
             * Format: password
             * @description The QR code as an SVG picture, to be shown and not kept
             * @example <svg viewBox="0 0 49 49" xmlns="http://www.w3.org/2000/svg"></svg>
             */
            qrCode: string;
        };
        ConfirmTwoFactor: {
            /**
             * Format: password
             * @description The six digits that the app shows now
             * @example 492039
             */
            code: string;
        };
        BackupCodes: {
            /**
             * @description Each signs in once instead of a code of the app. Shown this once: keep them where the phone is not
             * @example [
             *       "k3v9-0m2x-7qzd-4h1t"
             *     ]
             */
            backupCodes: string[];
        };
        DisableTwoFactor: {
            /**
             * Format: password
             * @description The six digits that the app shows now, or a backup code
             * @example k3v9-0m2x-7qzd-4h1t
             */
            code: string;
        };
        /**
         * @description What users may do. admin: Runs the account: everything, including users and their rights. manager: Plans and oversees the work: everything but the account itself and its users. employee: Works in the office: sees everything and reports what has to be done. technician: Does the work: sees and carries out what is assigned to them or their teams. customer: Sees the facilities they are linked to with their machines, their requests and the work made from them.
         * @enum {string}
         */
        Role: "admin" | "manager" | "employee" | "technician" | "customer";
        User: {
            /**
             * Format: uuid
             * @description Id
             * @example 019b76da-a800-79b4-a079-a56aad4f8999
             */
            id: string;
            /**
             * Format: email
             * @description E-mail address, in lower case; no two users share one
             * @example jonas.petersen@northlift.example
             */
            email: string;
            /**
             * @description First name
             * @example Jonas
             */
            firstName: string | null;
            /**
             * @description Last name
             * @example Petersen
             */
            lastName: string | null;
            /**
             * @description Phone number
             * @example +49 170 555 0120
             */
            phone: string | null;
            /**
             * @description Address of a picture of this service, as a path: colleagues’ browsers load it, and must not tell others of it
             * @example null
             */
            avatarUrl: string | null;
            /**
             * @description What the user may do
             * @example technician
             */
            role: components["schemas"]["Role"];
            /**
             * @description Your own number; no two users share one
             * @example NL-020
             */
            employeeId: string | null;
            /**
             * @description Whether the user may sign in; only active users count against the plan
             * @example true
             */
            isActive: boolean;
            /**
             * @description Whether the e-mail address is known to be theirs
             * @example false
             */
            isVerified: boolean;
            /**
             * Format: date-time
             * @description When that was found out
             * @example null
             */
            emailVerifiedAt: string | null;
            /**
             * @description Whether the sign-in asks for a code beside the password
             * @example false
             */
            twoFactorEnabled: boolean;
            /**
             * Format: date-time
             * @description Last sign-in
             * @example null
             */
            lastLoginAt: string | null;
            /**
             * Format: date-time
             * @description Last change of the password
             * @example null
             */
            passwordChangedAt: string | null;
            /**
             * Format: int32
             * @description Counts the changes; the ETag begins with it
             * @example 1
             */
            version: number;
            /**
             * Format: date-time
             * @description When the user was added
             * @example 2026-11-22T10:00:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description Last change
             * @example 2026-11-22T10:00:00.000Z
             */
            updatedAt: string;
        };
        ForgotPassword: {
            /**
             * Format: email
             * @description E-mail address of the user
             * @example jonas.petersen@northlift.example
             */
            email: string;
            /**
             * @description Slug of the account. Not needed where the host name or X-Tenant names it.
             * @example northlift
             */
            tenant?: string;
        };
        ResetPassword: {
            /**
             * Format: password
             * @description What stands behind `#token=` in the link of the mail
             * @example fppr_AZgKXnsci5aPbipk8NOxEcL6cX0m6cJbP1h1l2H0uDkFqAqQ1m0mJvB5w7x0X1yZ
             */
            token: string;
            /**
             * Format: password
             * @description The new password: at least 10 characters; passwords that are easy to guess or made of one's own address, name or company are refused
             * @example blue-kettle-on-the-roof
             */
            password: string;
        };
        MyTenant: {
            /**
             * Format: uuid
             * @description Id
             * @example 01980a5e-7b1c-7cc0-8f6e-2a64f0d3b999
             */
            id: string;
            /**
             * @description Slug, as named at sign-in
             * @example northlift
             */
            slug: string;
            /**
             * @description Name
             * @example Northlift Aufzugservice GmbH
             */
            name: string;
            /**
             * @description Time zone where nothing closer names one
             * @example Europe/Berlin
             */
            timezone: string;
        };
        Me: {
            /**
             * Format: uuid
             * @description Id
             * @example 019b76da-a800-79b4-a079-a56aad4f8999
             */
            id: string;
            /**
             * Format: email
             * @description E-mail address, in lower case; no two users share one
             * @example jonas.petersen@northlift.example
             */
            email: string;
            /**
             * @description First name
             * @example Jonas
             */
            firstName: string | null;
            /**
             * @description Last name
             * @example Petersen
             */
            lastName: string | null;
            /**
             * @description Phone number
             * @example +49 170 555 0120
             */
            phone: string | null;
            /**
             * @description Address of a picture of this service, as a path: colleagues’ browsers load it, and must not tell others of it
             * @example null
             */
            avatarUrl: string | null;
            /**
             * @description What the user may do
             * @example technician
             */
            role: components["schemas"]["Role"];
            /**
             * @description Your own number; no two users share one
             * @example NL-020
             */
            employeeId: string | null;
            /**
             * @description Whether the user may sign in; only active users count against the plan
             * @example true
             */
            isActive: boolean;
            /**
             * @description Whether the e-mail address is known to be theirs
             * @example false
             */
            isVerified: boolean;
            /**
             * Format: date-time
             * @description When that was found out
             * @example null
             */
            emailVerifiedAt: string | null;
            /**
             * @description Whether the sign-in asks for a code beside the password
             * @example false
             */
            twoFactorEnabled: boolean;
            /**
             * Format: date-time
             * @description Last sign-in
             * @example null
             */
            lastLoginAt: string | null;
            /**
             * Format: date-time
             * @description Last change of the password
             * @example null
             */
            passwordChangedAt: string | null;
            /**
             * @description What you may do
             * @example [
             *       "buildings:read",
             *       "equipment:read",
             *       "facilities:read",
             *       "facilities:read_all",
             *       "maintenance_schedules:read",
             *       "parts:issue",
             *       "parts:read",
             *       "parts:reserve",
             *       "parts:transfer",
             *       "stock_locations:read",
             *       "suppliers:read",
             *       "teams:read",
             *       "tenant:read",
             *       "work_orders:comment",
             *       "work_orders:complete",
             *       "work_orders:hold",
             *       "work_orders:read",
             *       "work_orders:resume",
             *       "work_orders:start"
             *     ]
             */
            permissions: string[];
            /** @description The account you work in */
            tenant: components["schemas"]["MyTenant"];
            /**
             * Format: int32
             * @description Counts the changes; the ETag begins with it
             * @example 1
             */
            version: number;
            /**
             * Format: date-time
             * @description When the user was added
             * @example 2026-11-22T10:00:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description Last change
             * @example 2026-11-22T10:00:00.000Z
             */
            updatedAt: string;
        };
        /**
         * @description Order of a list; - sorts descending
         * @enum {string}
         */
        SessionSort: "createdAt" | "-createdAt";
        Session: {
            /**
             * Format: uuid
             * @description Id
             * @example 01980a5e-7b1c-7cc0-8f6e-2a64f0d3d001
             */
            id: string;
            /**
             * @description Whether it is the one that asks
             * @example true
             */
            isCurrent: boolean;
            /**
             * @description Address that the sign-in came from
             * @example 192.0.2.7
             */
            ipAddress: string | null;
            /**
             * @description Program that signed in, as it named itself
             * @example Mozilla/5.0 (iPhone)
             */
            userAgent: string | null;
            /**
             * Format: date-time
             * @description When the password was given last
             * @example 2026-11-22T10:00:00.000Z
             */
            authenticatedAt: string;
            /**
             * Format: date-time
             * @description When its tokens were renewed last
             * @example 2026-11-22T11:30:00.000Z
             */
            lastSeenAt: string;
            /**
             * Format: date-time
             * @description When it ends unless it is used before
             * @example 2026-12-22T11:30:00.000Z
             */
            expiresAt: string;
            /**
             * Format: date-time
             * @description When it began
             * @example 2026-11-22T10:00:00.000Z
             */
            createdAt: string;
        };
        SessionPage: {
            /** @description The rows of this page */
            data: components["schemas"]["Session"][];
            /**
             * @description Cursor of the next page; null on the last one
             * @example null
             */
            nextCursor: string | null;
            /**
             * Format: int64
             * @description All rows that match; only with include=total
             * @example 1
             */
            total?: number;
        };
        /**
         * @description Order of a list; - sorts descending
         * @enum {string}
         */
        UserSort: "lastName" | "-lastName" | "email" | "-email" | "createdAt" | "-createdAt" | "updatedAt" | "-updatedAt";
        UserPage: {
            /** @description The rows of this page */
            data: components["schemas"]["User"][];
            /**
             * @description Cursor of the next page; null on the last one
             * @example null
             */
            nextCursor: string | null;
            /**
             * Format: int64
             * @description All rows that match; only with include=total
             * @example 1
             */
            total?: number;
        };
        CreateUser: {
            /**
             * Format: email
             * @description E-mail address; no two users share one
             * @example frida.nygaard@northlift.example
             */
            email: string;
            /**
             * Format: password
             * @description At least 10 characters; passwords that are easy to guess or made of one's own address, name or company are refused
             * @example blue-kettle-on-the-roof
             */
            password: string;
            /**
             * @description What the user may do
             * @example technician
             */
            role: components["schemas"]["Role"];
            /**
             * @description First name
             * @example Jonas
             */
            firstName?: string | null;
            /**
             * @description Last name
             * @example Petersen
             */
            lastName?: string | null;
            /**
             * @description Phone number
             * @example +49 170 555 0120
             */
            phone?: string | null;
            /**
             * @description Address of a picture of this service, as a path: colleagues’ browsers load it, and must not tell others of it
             * @example null
             */
            avatarUrl?: string | null;
            /**
             * @description Your own number; no two users share one
             * @example NL-020
             */
            employeeId?: string | null;
        };
        UpdateUser: {
            /**
             * Format: email
             * @description E-mail address, in lower case; no two users share one
             * @example jonas.petersen@northlift.example
             */
            email?: string;
            /**
             * @description First name
             * @example Jonas
             */
            firstName?: string | null;
            /**
             * @description Last name
             * @example Petersen
             */
            lastName?: string | null;
            /**
             * @description Phone number
             * @example +49 170 555 0120
             */
            phone?: string | null;
            /**
             * @description Address of a picture of this service, as a path: colleagues’ browsers load it, and must not tell others of it
             * @example null
             */
            avatarUrl?: string | null;
            /**
             * @description What the user may do
             * @example technician
             */
            role?: components["schemas"]["Role"];
            /**
             * @description Your own number; no two users share one
             * @example NL-020
             */
            employeeId?: string | null;
        };
        /**
         * @description One of `userId` and `teamId` is required. `userId` and `teamId` exclude each other.
         * @example {
         *       "userId": "019b76da-a800-7adb-9cdf-e22fbed25c33"
         *     }
         */
        WorkTaker: {
            /**
             * Format: uuid
             * @description An active user who is no customer
             * @example 019b76da-a800-7adb-9cdf-e22fbed25c33
             */
            userId?: string | null;
            /**
             * Format: uuid
             * @description An active team
             * @example 019b76da-a800-7e8b-a1a0-e653f07b2367
             */
            teamId?: string | null;
        };
        Handover: {
            /** @description Who gets the open work, all of it; without it the work stays as it is */
            reassignTo?: components["schemas"]["WorkTaker"];
        };
        LeftWork: {
            /**
             * Format: int32
             * @description Open work orders that were assigned
             * @example 0
             */
            workOrders: number;
            /**
             * Format: int32
             * @description Schedules that name them for the work that they will make
             * @example 0
             */
            schedules: number;
            /**
             * @description Whether all of it went to the one that was named; otherwise it stays as it is
             * @example true
             */
            isReassigned: boolean;
        };
        DeactivatedUser: {
            /**
             * Format: uuid
             * @description Id
             * @example 019b76da-a800-79b4-a079-a56aad4f8999
             */
            id: string;
            /**
             * Format: email
             * @description E-mail address, in lower case; no two users share one
             * @example jonas.petersen@northlift.example
             */
            email: string;
            /**
             * @description First name
             * @example Jonas
             */
            firstName: string | null;
            /**
             * @description Last name
             * @example Petersen
             */
            lastName: string | null;
            /**
             * @description Phone number
             * @example +49 170 555 0120
             */
            phone: string | null;
            /**
             * @description Address of a picture of this service, as a path: colleagues’ browsers load it, and must not tell others of it
             * @example null
             */
            avatarUrl: string | null;
            /**
             * @description What the user may do
             * @example technician
             */
            role: components["schemas"]["Role"];
            /**
             * @description Your own number; no two users share one
             * @example NL-020
             */
            employeeId: string | null;
            /**
             * @description Whether the user may sign in; only active users count against the plan
             * @example true
             */
            isActive: boolean;
            /**
             * @description Whether the e-mail address is known to be theirs
             * @example false
             */
            isVerified: boolean;
            /**
             * Format: date-time
             * @description When that was found out
             * @example null
             */
            emailVerifiedAt: string | null;
            /**
             * @description Whether the sign-in asks for a code beside the password
             * @example false
             */
            twoFactorEnabled: boolean;
            /**
             * Format: date-time
             * @description Last sign-in
             * @example null
             */
            lastLoginAt: string | null;
            /**
             * Format: date-time
             * @description Last change of the password
             * @example null
             */
            passwordChangedAt: string | null;
            /** @description What becomes of the open work of the user */
            openWork: components["schemas"]["LeftWork"];
            /**
             * Format: int32
             * @description Counts the changes; the ETag begins with it
             * @example 1
             */
            version: number;
            /**
             * Format: date-time
             * @description When the user was added
             * @example 2026-11-22T10:00:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description Last change
             * @example 2026-11-22T10:00:00.000Z
             */
            updatedAt: string;
        };
        UserRights: {
            /**
             * Format: uuid
             * @description The user
             * @example 019b76da-a800-79b4-a079-a56aad4f8999
             */
            userId: string;
            /**
             * @description Role
             * @example technician
             */
            role: components["schemas"]["Role"];
            /**
             * @description Beyond the role
             * @example [
             *       "work_orders:create"
             *     ]
             */
            granted: string[];
            /**
             * @description Role and grants together: what the user may do
             * @example [
             *       "buildings:read",
             *       "equipment:read",
             *       "facilities:read",
             *       "facilities:read_all",
             *       "maintenance_schedules:read",
             *       "parts:issue",
             *       "parts:read",
             *       "parts:reserve",
             *       "parts:transfer",
             *       "stock_locations:read",
             *       "suppliers:read",
             *       "teams:read",
             *       "tenant:read",
             *       "work_orders:comment",
             *       "work_orders:complete",
             *       "work_orders:create",
             *       "work_orders:hold",
             *       "work_orders:read",
             *       "work_orders:resume",
             *       "work_orders:start"
             *     ]
             */
            permissions: string[];
            /**
             * Format: int32
             * @description Version of the user; the ETag begins with it
             * @example 2
             */
            version: number;
        };
        ReplaceGrants: {
            /**
             * @description Everything the user may do beyond the role; takes the place of what was granted so far
             * @example [
             *       "work_orders:create"
             *     ]
             */
            granted: components["schemas"]["PermissionName"][];
        };
        /**
         * @description What may be allowed or not
         * @enum {string}
         */
        PermissionName: "tenant:read" | "tenant:update" | "domains:read" | "domains:manage" | "usage:read" | "operations:manage" | "users:read" | "users:create" | "users:invite" | "users:update" | "users:deactivate" | "users:grant" | "teams:read" | "teams:create" | "teams:update" | "api_keys:read" | "api_keys:create" | "api_keys:update" | "api_keys:revoke" | "audit_logs:read" | "audit_logs:export" | "facilities:read" | "facilities:read_all" | "facilities:create" | "facilities:update" | "facilities:delete" | "buildings:read" | "buildings:create" | "buildings:update" | "buildings:delete" | "equipment:read" | "equipment:create" | "equipment:update" | "equipment:decommission" | "equipment:delete" | "costs:read" | "parts:read" | "parts:create" | "parts:update" | "parts:receive" | "parts:issue" | "parts:reserve" | "parts:adjust" | "parts:transfer" | "stock_movements:read" | "stock_locations:read" | "stock_locations:create" | "stock_locations:update" | "suppliers:read" | "suppliers:create" | "suppliers:update" | "work_orders:read" | "work_orders:read_all" | "work_orders:create" | "work_orders:update" | "work_orders:assign" | "work_orders:start" | "work_orders:hold" | "work_orders:resume" | "work_orders:complete" | "work_orders:cancel" | "work_orders:reject" | "work_orders:reopen" | "work_orders:comment" | "maintenance_schedules:read" | "maintenance_schedules:create" | "maintenance_schedules:update" | "maintenance_schedules:delete" | "maintenance_schedules:generate";
        Permission: {
            /**
             * @description Name
             * @example work_orders:assign
             */
            name: components["schemas"]["PermissionName"];
            /**
             * @description What it allows
             * @example Assign work orders to users and teams.
             */
            description: string;
            /**
             * @description Roles that have it
             * @example [
             *       "admin",
             *       "manager"
             *     ]
             */
            roles: components["schemas"]["Role"][];
        };
        PermissionPage: {
            /** @description The rows of this page */
            data: components["schemas"]["Permission"][];
            /**
             * @description Cursor of the next page; null on the last one
             * @example null
             */
            nextCursor: string | null;
            /**
             * Format: int64
             * @description All rows that match; only with include=total
             * @example 1
             */
            total?: number;
        };
        /**
         * @description Order of a list; - sorts descending
         * @enum {string}
         */
        InvitationSort: "createdAt" | "-createdAt" | "updatedAt" | "-updatedAt";
        /**
         * @description What has become of it. pending: the link works; expired: it was not followed within seven days, send it again; accepted: the person has become a user.
         * @enum {string}
         */
        InvitationStatus: "pending" | "expired" | "accepted";
        Invitation: {
            /**
             * Format: uuid
             * @description Id
             * @example 01980a5e-7b1c-7cc0-8f6e-2a64f0d3e001
             */
            id: string;
            /**
             * Format: email
             * @description Address that the link was mailed to
             * @example tove.berg@northlift.example
             */
            email: string;
            /**
             * @description What the person may do as a user
             * @example technician
             */
            role: components["schemas"]["Role"];
            /**
             * @description Teams that the person joins, as far as they are active then
             * @example [
             *       "019b76da-a800-7e8b-a1a0-e653f07b2367"
             *     ]
             */
            teamIds: string[];
            /**
             * @description What has become of it
             * @example pending
             */
            status: components["schemas"]["InvitationStatus"];
            /**
             * Format: uuid
             * @description The user who invited
             * @example 019b76da-a800-7ccd-9d46-2b8ab642935b
             */
            invitedById: string | null;
            /**
             * Format: date-time
             * @description Until when the newest link works
             * @example 2026-11-29T10:00:00.000Z
             */
            expiresAt: string;
            /**
             * Format: date-time
             * @description When it was accepted
             * @example null
             */
            acceptedAt: string | null;
            /**
             * Format: uuid
             * @description The user that the person became
             * @example null
             */
            userId: string | null;
            /**
             * Format: int32
             * @description Counts the changes; the ETag begins with it
             * @example 1
             */
            version: number;
            /**
             * Format: date-time
             * @description When the person was invited
             * @example 2026-11-22T10:00:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description Last change
             * @example 2026-11-22T10:00:00.000Z
             */
            updatedAt: string;
        };
        InvitationPage: {
            /** @description The rows of this page */
            data: components["schemas"]["Invitation"][];
            /**
             * @description Cursor of the next page; null on the last one
             * @example null
             */
            nextCursor: string | null;
            /**
             * Format: int64
             * @description All rows that match; only with include=total
             * @example 1
             */
            total?: number;
        };
        CreateInvitation: {
            /**
             * Format: email
             * @description Address that the link is mailed to
             * @example tove.berg@northlift.example
             */
            email: string;
            /**
             * @description What the person may do as a user
             * @example technician
             */
            role: components["schemas"]["Role"];
            /**
             * @description Active teams that the person joins
             * @example [
             *       "019b76da-a800-7e8b-a1a0-e653f07b2367"
             *     ]
             */
            teamIds?: string[];
        };
        AcceptInvitation: {
            /**
             * Format: password
             * @description What stands behind `#token=` in the link of the mail
             * @example fpin_AZgKXnsci5aPbipk8NOxEcL6cX0m6cJbP1h1l2H0uDkFqAqQ1m0mJvB5w7x0X1yZ
             */
            token: string;
            /**
             * Format: password
             * @description At least 10 characters; passwords that are easy to guess or made of one's own address, name or company are refused
             * @example blue-kettle-on-the-roof
             */
            password: string;
            /**
             * @description First name
             * @example Tove
             */
            firstName?: string;
            /**
             * @description Last name
             * @example Berg
             */
            lastName?: string;
        };
        /**
         * @description Order of a list; - sorts descending
         * @enum {string}
         */
        TeamSort: "name" | "-name" | "createdAt" | "-createdAt" | "updatedAt" | "-updatedAt";
        Team: {
            /**
             * Format: uuid
             * @description Id
             * @example 019b76da-a800-7e8b-a1a0-e653f07b2367
             */
            id: string;
            /**
             * @description Name
             * @example Hanse
             */
            name: string;
            /**
             * @description What it is for
             * @example Hamburg and Lübeck, on call around the clock
             */
            description: string | null;
            /**
             * Format: uuid
             * @description Who leads it
             * @example 019b76da-a800-79b4-a079-a56aad4f8999
             */
            teamLeadId: string | null;
            /**
             * @description Whether work can be assigned to it
             * @example true
             */
            isActive: boolean;
            /**
             * Format: int32
             * @description How many belong to it
             * @example 3
             */
            memberCount: number;
            /**
             * Format: int32
             * @description Counts the changes; the ETag begins with it
             * @example 1
             */
            version: number;
            /**
             * Format: date-time
             * @description When it was added
             * @example 2026-11-22T10:00:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description Last change
             * @example 2026-11-22T10:00:00.000Z
             */
            updatedAt: string;
        };
        TeamPage: {
            /** @description The rows of this page */
            data: components["schemas"]["Team"][];
            /**
             * @description Cursor of the next page; null on the last one
             * @example null
             */
            nextCursor: string | null;
            /**
             * Format: int64
             * @description All rows that match; only with include=total
             * @example 1
             */
            total?: number;
        };
        CreateTeam: {
            /**
             * @description Name
             * @example Hanse
             */
            name: string;
            /**
             * @description What it is for
             * @example Hamburg and Lübeck, on call around the clock
             */
            description?: string | null;
            /**
             * Format: uuid
             * @description Who leads it
             * @example 019b76da-a800-79b4-a079-a56aad4f8999
             */
            teamLeadId?: string | null;
        };
        UpdateTeam: {
            /**
             * @description Name
             * @example Hanse
             */
            name?: string;
            /**
             * @description What it is for
             * @example Hamburg and Lübeck, on call around the clock
             */
            description?: string | null;
            /**
             * Format: uuid
             * @description Who leads it
             * @example 019b76da-a800-79b4-a079-a56aad4f8999
             */
            teamLeadId?: string | null;
            /**
             * @description Whether work can be assigned to it
             * @example true
             */
            isActive?: boolean;
        };
        TeamWithWork: {
            /**
             * Format: uuid
             * @description Id
             * @example 019b76da-a800-7e8b-a1a0-e653f07b2367
             */
            id: string;
            /**
             * @description Name
             * @example Hanse
             */
            name: string;
            /**
             * @description What it is for
             * @example Hamburg and Lübeck, on call around the clock
             */
            description: string | null;
            /**
             * Format: uuid
             * @description Who leads it
             * @example 019b76da-a800-79b4-a079-a56aad4f8999
             */
            teamLeadId: string | null;
            /**
             * @description Whether work can be assigned to it
             * @example true
             */
            isActive: boolean;
            /**
             * Format: int32
             * @description How many belong to it
             * @example 3
             */
            memberCount: number;
            /** @description What becomes of the open work */
            openWork: components["schemas"]["LeftWork"];
            /**
             * Format: int32
             * @description Counts the changes; the ETag begins with it
             * @example 1
             */
            version: number;
            /**
             * Format: date-time
             * @description When it was added
             * @example 2026-11-22T10:00:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description Last change
             * @example 2026-11-22T10:00:00.000Z
             */
            updatedAt: string;
        };
        /**
         * @description Order of a list; - sorts descending
         * @enum {string}
         */
        TeamMemberSort: "lastName" | "-lastName" | "joinedAt" | "-joinedAt";
        TeamMember: {
            /**
             * Format: uuid
             * @description The user
             * @example 019b76da-a800-79b4-a079-a56aad4f8999
             */
            userId: string;
            /**
             * Format: email
             * @description E-mail address, in lower case; no two users share one
             * @example jonas.petersen@northlift.example
             */
            email: string;
            /**
             * @description First name
             * @example Jonas
             */
            firstName: string | null;
            /**
             * @description Last name
             * @example Petersen
             */
            lastName: string | null;
            /**
             * @description What the user may do
             * @example technician
             */
            role: components["schemas"]["Role"];
            /**
             * @description Whether the user may sign in; only active users count against the plan
             * @example true
             */
            isActive: boolean;
            /**
             * Format: date-time
             * @description Since when
             * @example 2026-11-22T10:00:00.000Z
             */
            joinedAt: string;
        };
        TeamMemberPage: {
            /** @description The rows of this page */
            data: components["schemas"]["TeamMember"][];
            /**
             * @description Cursor of the next page; null on the last one
             * @example null
             */
            nextCursor: string | null;
            /**
             * Format: int64
             * @description All rows that match; only with include=total
             * @example 1
             */
            total?: number;
        };
        AddMember: {
            /**
             * Format: uuid
             * @description The user
             * @example 019b76da-a800-7adb-9cdf-e22fbed25c33
             */
            userId: string;
        };
        /**
         * @description Order of a list; - sorts descending
         * @enum {string}
         */
        ApiKeySort: "createdAt" | "-createdAt" | "updatedAt" | "-updatedAt";
        ApiKey: {
            /**
             * Format: uuid
             * @description Id
             * @example 019b76da-a800-7beb-a9ba-e8cf22d81ff0
             */
            id: string;
            /**
             * @description What the program is for
             * @example Building management gateway
             */
            name: string;
            /**
             * @description How the key begins, to tell several apart
             * @example fp_live_6eKOjH
             */
            prefix: string;
            /**
             * Format: password
             * @description The key itself, for `Authorization: Bearer …`: in the answer that makes it, and never again; null in all others, also when that request is repeated
             * @example fp_live_6eKOjHUE9j8VbMTgNLNVL2QsaxI8rNcMuZ5A9Q7tnaSgYzImyr31160s7R2H
             */
            key: string | null;
            /**
             * @description What the program may do, as far as the creator may do it at that moment. Without a scope that ends in `read_all` it sees what its creator would see without that permission
             * @example [
             *       "equipment:read",
             *       "facilities:read",
             *       "facilities:read_all",
             *       "work_orders:create"
             *     ]
             */
            scopes: components["schemas"]["ApiKeyScope"][];
            /**
             * Format: uuid
             * @description In whose name it acts: whoever made it
             * @example 019b76da-a800-7ccd-9d46-2b8ab642935b
             */
            createdById: string;
            /**
             * Format: uuid
             * @description The key that it took the place of
             * @example null
             */
            rotatedFromId: string | null;
            /**
             * Format: date-time
             * @description When it ends by itself; null for never
             * @example 2099-12-31T23:00:00.000Z
             */
            expiresAt: string | null;
            /**
             * Format: date-time
             * @description When it was used last, to the minute; null before the first use
             * @example null
             */
            lastUsedAt: string | null;
            /**
             * @description From which address it was used then
             * @example null
             */
            lastUsedIp: string | null;
            /**
             * Format: date-time
             * @description When it was revoked
             * @example null
             */
            revokedAt: string | null;
            /**
             * Format: int32
             * @description Counts the changes; the ETag begins with it
             * @example 1
             */
            version: number;
            /**
             * Format: date-time
             * @description When it was made
             * @example 2026-11-22T10:00:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description Last change or use
             * @example 2026-11-22T10:00:00.000Z
             */
            updatedAt: string;
        };
        ApiKeyPage: {
            /** @description The rows of this page */
            data: components["schemas"]["ApiKey"][];
            /**
             * @description Cursor of the next page; null on the last one
             * @example null
             */
            nextCursor: string | null;
            /**
             * Format: int64
             * @description All rows that match; only with include=total
             * @example 1
             */
            total?: number;
        };
        CreateApiKey: {
            /**
             * @description What the program is for
             * @example Building management gateway
             */
            name: string;
            /**
             * @description What the program may do, as far as the creator may do it at that moment. Without a scope that ends in `read_all` it sees what its creator would see without that permission
             * @example [
             *       "equipment:read",
             *       "facilities:read",
             *       "facilities:read_all",
             *       "work_orders:create"
             *     ]
             */
            scopes: components["schemas"]["ApiKeyScope"][];
            /**
             * Format: date-time
             * @description When it ends by itself; null for never
             * @example 2099-12-31T23:00:00.000Z
             */
            expiresAt?: string | null;
        };
        UpdateApiKey: {
            /**
             * @description What the program is for
             * @example Building management gateway
             */
            name?: string;
            /**
             * @description What the program may do, as far as the creator may do it at that moment. Without a scope that ends in `read_all` it sees what its creator would see without that permission
             * @example [
             *       "equipment:read",
             *       "facilities:read",
             *       "facilities:read_all",
             *       "work_orders:create"
             *     ]
             */
            scopes?: components["schemas"]["ApiKeyScope"][];
            /**
             * Format: date-time
             * @description When it ends by itself; null for never
             * @example 2099-12-31T23:00:00.000Z
             */
            expiresAt?: string | null;
        };
        RotateApiKey: {
            /**
             * Format: int32
             * @description For how many seconds the old key stays valid, so that programs can be given the new one; 0 ends it now
             * @default 86400
             * @example 86400
             */
            overlapSeconds?: number;
            /**
             * Format: date-time
             * @description When the new key ends by itself; null for never. Absent: it lives as long as the old one was meant to
             * @example 2099-12-31T23:00:00.000Z
             */
            expiresAt?: string | null;
        };
        /**
         * @description Order of a list; - sorts descending
         * @enum {string}
         */
        AuditEntrySort: "createdAt" | "-createdAt";
        /**
         * @description Who acts
         * @enum {string}
         */
        ActorKind: "anonymous" | "user" | "operator" | "api_key" | "system";
        AuditChanges: {
            /**
             * @description Fields as they were
             * @example {
             *       "priority": "low"
             *     }
             */
            before: {
                [key: string]: unknown;
            };
            /**
             * @description The same fields as they are then
             * @example {
             *       "priority": "high"
             *     }
             */
            after: {
                [key: string]: unknown;
            };
        };
        AuditEntry: {
            /**
             * Format: uuid
             * @description Id
             * @example 01980a5e-7b1c-7cc0-8f6e-2a64f0d3b666
             */
            id: string;
            /**
             * Format: uuid
             * @description The user who acted, or in whose name an API key did
             * @example 019b76da-a800-7f5d-99fb-6fef1caf3ffe
             */
            userId: string | null;
            /**
             * @description Who acted
             * @example user
             */
            actorKind: components["schemas"]["ActorKind"];
            /**
             * Format: uuid
             * @description The operator or API key that acted
             * @example null
             */
            actorId: string | null;
            /**
             * @description The part of the system that acted, or the name of the API key
             * @example null
             */
            actorName: string | null;
            /**
             * @description What was done: create, update, delete, login, grant …
             * @example update
             */
            action: string;
            /**
             * @description To what kind of thing
             * @example work_order
             */
            resourceType: string | null;
            /**
             * Format: uuid
             * @description To which one
             * @example 019b76da-a800-7c1e-acf3-2a0051b1fa9b
             */
            resourceId: string | null;
            /**
             * @description The request that did it
             * @example 01980a5e-7b1c-7cc0
             */
            requestId: string | null;
            /**
             * @description From which address
             * @example 192.0.2.7
             */
            ipAddress: string | null;
            /**
             * @description With which program
             * @example curl/8.9
             */
            userAgent: string | null;
            /** @description What changed; secrets are left out */
            changes?: components["schemas"]["AuditChanges"] | null;
            /**
             * Format: date-time
             * @description When
             * @example 2026-11-22T10:00:00.000Z
             */
            createdAt: string;
        };
        AuditEntryPage: {
            /** @description The rows of this page */
            data: components["schemas"]["AuditEntry"][];
            /**
             * @description Cursor of the next page; null on the last one
             * @example null
             */
            nextCursor: string | null;
            /**
             * Format: int64
             * @description All rows that match; only with include=total
             * @example 1
             */
            total?: number;
        };
        /**
         * @description The format of a file
         * @enum {string}
         */
        ExportFormat: "csv" | "ndjson";
        AuditExport: {
            /**
             * @description CSV for spreadsheets, or one JSON object on each line
             * @example csv
             */
            format: components["schemas"]["ExportFormat"];
            /**
             * Format: int32
             * @description How many entries the file has
             * @example 1204
             */
            entries: number;
            /**
             * @description The address of the file
             * @example /v1/audit-logs/exports/01980a5e-7b1c-7cc0-8f6e-2a64f0d3c111
             */
            path: string;
        };
        CreateAuditExport: {
            /**
             * @description CSV for spreadsheets, or one JSON object on each line
             * @example csv
             */
            format: components["schemas"]["ExportFormat"];
            /**
             * @description Who acted
             * @example [
             *       "api_key",
             *       "operator"
             *     ]
             */
            actorKind?: components["schemas"]["ActorKind"][];
            /**
             * @description Actions
             * @example [
             *       "login",
             *       "login_failed"
             *     ]
             */
            action?: string[];
            /**
             * @description Kind of thing
             * @example work_order
             */
            resourceType?: string;
            /**
             * Format: date-time
             * @description At or after
             * @example 2026-11-01T00:00:00Z
             */
            createdAfter?: string;
            /**
             * Format: date-time
             * @description Before
             * @example 2026-12-01T00:00:00Z
             */
            createdBefore?: string;
            /**
             * @description Instead of the log its archive, which has the entries that are older than a year
             * @example false
             */
            archived?: boolean;
        };
        /**
         * @description Order of a list; - sorts descending
         * @enum {string}
         */
        FacilitySort: "name" | "-name" | "createdAt" | "-createdAt" | "updatedAt" | "-updatedAt";
        Facility: {
            /**
             * Format: uuid
             * @description Id
             * @example 019b76da-a800-7ff6-8690-5bbf96d39582
             */
            id: string;
            /**
             * @description Name
             * @example Hafenquartier Sandtorkai
             */
            name: string;
            /**
             * @description Your own code; no two facilities share one
             * @example HAFEN
             */
            facilityCode: string | null;
            /**
             * @description Kind of facility
             * @example office campus
             */
            facilityType: string | null;
            /**
             * @description Street and number
             * @example Am Sandtorkai 48
             */
            addressLine1: string | null;
            /**
             * @description Further address line
             * @example Entrance B
             */
            addressLine2: string | null;
            /**
             * @description City
             * @example Hamburg
             */
            city: string | null;
            /**
             * @description State or province
             * @example Hamburg
             */
            state: string | null;
            /**
             * @description Postal code
             * @example 20457
             */
            zipCode: string | null;
            /**
             * @description Country
             * @example Germany
             */
            country: string | null;
            /**
             * Format: double
             * @description Degrees north; comes with longitude
             * @example 53.54352
             */
            latitude: number | null;
            /**
             * Format: double
             * @description Degrees east; comes with latitude
             * @example 9.9921
             */
            longitude: number | null;
            /**
             * @description IANA zone; that of the account unless given
             * @example Europe/Berlin
             */
            timezone: string;
            /**
             * @description Person to ask on site
             * @example Claudia Behrens
             */
            contactName: string | null;
            /**
             * Format: email
             * @description Their e-mail address
             * @example claudia.behrens@speicherwerk.example
             */
            contactEmail: string | null;
            /**
             * @description Their telephone number
             * @example +49 40 555 0140
             */
            contactPhone: string | null;
            /**
             * @description Notes
             * @example Keys at the porter.
             */
            notes: string | null;
            /**
             * @description Inactive facilities keep their history and take no new machines or work
             * @example true
             */
            isActive: boolean;
            /**
             * Format: uuid
             * @description Who added it
             * @example 019b76da-a800-7ccd-9d46-2b8ab642935b
             */
            createdById: string | null;
            /**
             * Format: int32
             * @description Counts the changes; the ETag begins with it
             * @example 1
             */
            version: number;
            /**
             * Format: date-time
             * @description When it was added
             * @example 2026-11-22T10:00:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it was last changed
             * @example 2026-11-22T10:00:00.000Z
             */
            updatedAt: string;
        };
        FacilityPage: {
            /** @description The rows of this page */
            data: components["schemas"]["Facility"][];
            /**
             * @description Cursor of the next page; null on the last one
             * @example null
             */
            nextCursor: string | null;
            /**
             * Format: int64
             * @description All rows that match; only with include=total
             * @example 1
             */
            total?: number;
        };
        /** @description `latitude` and `longitude` are given together or not at all. */
        CreateFacility: {
            /**
             * @description Name
             * @example Hafenquartier Sandtorkai
             */
            name: string;
            /**
             * @description Your own code; no two facilities share one
             * @example HAFEN
             */
            facilityCode?: string | null;
            /**
             * @description Kind of facility
             * @example office campus
             */
            facilityType?: string | null;
            /**
             * @description Street and number
             * @example Am Sandtorkai 48
             */
            addressLine1?: string | null;
            /**
             * @description Further address line
             * @example Entrance B
             */
            addressLine2?: string | null;
            /**
             * @description City
             * @example Hamburg
             */
            city?: string | null;
            /**
             * @description State or province
             * @example Hamburg
             */
            state?: string | null;
            /**
             * @description Postal code
             * @example 20457
             */
            zipCode?: string | null;
            /**
             * @description Country
             * @example Germany
             */
            country?: string | null;
            /**
             * Format: double
             * @description Degrees north; comes with longitude
             * @example 53.54352
             */
            latitude?: number | null;
            /**
             * Format: double
             * @description Degrees east; comes with latitude
             * @example 9.9921
             */
            longitude?: number | null;
            /**
             * @description IANA zone; that of the account unless given
             * @example Europe/Berlin
             */
            timezone?: string;
            /**
             * @description Person to ask on site
             * @example Claudia Behrens
             */
            contactName?: string | null;
            /**
             * Format: email
             * @description Their e-mail address
             * @example claudia.behrens@speicherwerk.example
             */
            contactEmail?: string | null;
            /**
             * @description Their telephone number
             * @example +49 40 555 0140
             */
            contactPhone?: string | null;
            /**
             * @description Notes
             * @example Keys at the porter.
             */
            notes?: string | null;
        };
        FacilityBulk: {
            /** @description What to create */
            items: components["schemas"]["CreateFacility"][];
        };
        ItemFieldError: {
            /**
             * @description JSON pointer into the item; empty when it is the item itself
             * @example /title
             */
            pointer: string;
            /** @description What is wrong, for programs */
            code: components["schemas"]["FieldErrorCode"];
            /**
             * @description What is wrong
             * @example is required
             */
            detail: string;
        };
        ItemProblem: {
            /**
             * @description Address, on this server, of a page that explains the code
             * @example /problems/request.invalid
             */
            type: string;
            /**
             * @description Name of the status
             * @example Unprocessable Entity
             */
            title: string;
            /**
             * Format: int32
             * @description Status
             * @example 422
             */
            status: number;
            /**
             * @description What is wrong
             * @example Some fields of the body are wrong; see errors.
             */
            detail: string;
            /** @description What went wrong, for programs */
            code: components["schemas"]["ProblemCode"];
            /** @description Wrong fields */
            errors?: components["schemas"]["ItemFieldError"][];
        } & {
            [key: string]: unknown;
        };
        BulkItemResult: {
            /**
             * Format: int32
             * @description Place in the request, from 0
             * @example 0
             */
            index: number;
            /**
             * Format: uuid
             * @description Id of what was created
             * @example 01980a5e-7b1c-7cc0-8f6e-2a64f0d3b111
             */
            id: string | null;
            /**
             * Format: int32
             * @description What the item alone would have been answered; 424 when others undid it
             * @example 201
             */
            status: number;
            /**
             * @description Why it was refused
             * @example null
             */
            problem?: components["schemas"]["ItemProblem"] | null;
        };
        BulkResult: {
            /** @description One result an item, in their order */
            items: components["schemas"]["BulkItemResult"][];
        };
        UpdateFacility: {
            /**
             * @description Name
             * @example Hafenquartier Sandtorkai
             */
            name?: string;
            /**
             * @description Your own code; no two facilities share one
             * @example HAFEN
             */
            facilityCode?: string | null;
            /**
             * @description Kind of facility
             * @example office campus
             */
            facilityType?: string | null;
            /**
             * @description Street and number
             * @example Am Sandtorkai 48
             */
            addressLine1?: string | null;
            /**
             * @description Further address line
             * @example Entrance B
             */
            addressLine2?: string | null;
            /**
             * @description City
             * @example Hamburg
             */
            city?: string | null;
            /**
             * @description State or province
             * @example Hamburg
             */
            state?: string | null;
            /**
             * @description Postal code
             * @example 20457
             */
            zipCode?: string | null;
            /**
             * @description Country
             * @example Germany
             */
            country?: string | null;
            /**
             * Format: double
             * @description Degrees north; comes with longitude
             * @example 53.54352
             */
            latitude?: number | null;
            /**
             * Format: double
             * @description Degrees east; comes with latitude
             * @example 9.9921
             */
            longitude?: number | null;
            /**
             * @description IANA zone; that of the account unless given
             * @example Europe/Berlin
             */
            timezone?: string;
            /**
             * @description Person to ask on site
             * @example Claudia Behrens
             */
            contactName?: string | null;
            /**
             * Format: email
             * @description Their e-mail address
             * @example claudia.behrens@speicherwerk.example
             */
            contactEmail?: string | null;
            /**
             * @description Their telephone number
             * @example +49 40 555 0140
             */
            contactPhone?: string | null;
            /**
             * @description Notes
             * @example Keys at the porter.
             */
            notes?: string | null;
        };
        /**
         * @description Order of a list; - sorts descending
         * @enum {string}
         */
        BuildingSort: "name" | "-name" | "createdAt" | "-createdAt" | "updatedAt" | "-updatedAt";
        Building: {
            /**
             * Format: uuid
             * @description Id
             * @example 019b76da-a800-741e-87f2-049e9ddf36b9
             */
            id: string;
            /**
             * @description Name
             * @example Speicher A
             */
            name: string;
            /**
             * Format: uuid
             * @description Facility it belongs to
             * @example 019b76da-a800-7ff6-8690-5bbf96d39582
             */
            facilityId: string;
            /**
             * @description Your own code
             * @example SPA
             */
            buildingCode: string | null;
            /**
             * Format: int32
             * @description Number of floors
             * @example 7
             */
            floorCount: number | null;
            /**
             * @description Notes
             * @example Machine room on the roof.
             */
            notes: string | null;
            /**
             * Format: int32
             * @description Counts the changes; the ETag begins with it
             * @example 1
             */
            version: number;
            /**
             * Format: date-time
             * @description When it was added
             * @example 2026-11-22T10:00:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it was last changed
             * @example 2026-11-22T10:00:00.000Z
             */
            updatedAt: string;
        };
        BuildingPage: {
            /** @description The rows of this page */
            data: components["schemas"]["Building"][];
            /**
             * @description Cursor of the next page; null on the last one
             * @example null
             */
            nextCursor: string | null;
            /**
             * Format: int64
             * @description All rows that match; only with include=total
             * @example 1
             */
            total?: number;
        };
        CreateBuilding: {
            /**
             * @description Name
             * @example Speicher A
             */
            name: string;
            /**
             * @description Your own code
             * @example SPA
             */
            buildingCode?: string | null;
            /**
             * Format: int32
             * @description Number of floors
             * @example 7
             */
            floorCount?: number | null;
            /**
             * @description Notes
             * @example Machine room on the roof.
             */
            notes?: string | null;
        };
        UpdateBuilding: {
            /**
             * @description Name
             * @example Speicher A
             */
            name?: string;
            /**
             * @description Your own code
             * @example SPA
             */
            buildingCode?: string | null;
            /**
             * Format: int32
             * @description Number of floors
             * @example 7
             */
            floorCount?: number | null;
            /**
             * @description Notes
             * @example Machine room on the roof.
             */
            notes?: string | null;
        };
        /**
         * @description Order of a list; - sorts descending
         * @enum {string}
         */
        EquipmentSort: "name" | "-name" | "equipmentNumber" | "-equipmentNumber" | "createdAt" | "-createdAt" | "nextMaintenanceDate" | "-nextMaintenanceDate" | "updatedAt" | "-updatedAt";
        /**
         * @description State of a machine
         * @enum {string}
         */
        EquipmentStatus: "operational" | "shutdown" | "maintenance" | "decommissioned";
        Money: {
            /**
             * @description Decimal amount with at most two digits behind the point, and none but zeros where the currency has no decimals
             * @example 12.34
             */
            amount: string;
            /**
             * @description ISO 4217 code
             * @example USD
             */
            currency: string;
        };
        EquipmentFacility: {
            /**
             * Format: uuid
             * @description Id
             * @example 019b76da-a800-7ff6-8690-5bbf96d39582
             */
            id: string;
            /**
             * @description Name
             * @example Hafenquartier Sandtorkai
             */
            name: string;
            /**
             * @description Your own code; no two facilities share one
             * @example HAFEN
             */
            facilityCode: string | null;
            /**
             * @description City
             * @example Hamburg
             */
            city: string | null;
            /**
             * @description IANA zone; that of the account unless given
             * @example Europe/Berlin
             */
            timezone: string;
            /**
             * @description Inactive facilities keep their history and take no new machines or work
             * @example true
             */
            isActive: boolean;
        };
        EquipmentBuilding: {
            /**
             * Format: uuid
             * @description Id
             * @example 019b76da-a800-741e-87f2-049e9ddf36b9
             */
            id: string;
            /**
             * @description Name
             * @example Speicher A
             */
            name: string;
            /**
             * @description Your own code
             * @example SPA
             */
            buildingCode: string | null;
        };
        Equipment: {
            /**
             * Format: uuid
             * @description Id
             * @example 019b76da-a800-730d-a036-88b860d7ed5e
             */
            id: string;
            /**
             * @description Your own number; no two machines share one
             * @example HH-01
             */
            equipmentNumber: string;
            /**
             * @description Name
             * @example Passenger lift A1
             */
            name: string;
            /**
             * Format: uuid
             * @description Facility it stands in
             * @example 019b76da-a800-7ff6-8690-5bbf96d39582
             */
            facilityId: string;
            /**
             * Format: uuid
             * @description Building of that facility
             * @example 019b76da-a800-741e-87f2-049e9ddf36b9
             */
            buildingId: string | null;
            /**
             * @description State
             * @example operational
             */
            status: components["schemas"]["EquipmentStatus"];
            /**
             * @description What it is
             * @example Traction lift without machine room, EcoDisc drive at the top of the shaft.
             */
            description: string | null;
            /**
             * @description Serial number of the maker
             * @example 40288117
             */
            serialNumber: string | null;
            /**
             * @description Number given by the authority
             * @example DE-HH-20117
             */
            registrationNumber: string | null;
            /**
             * @description Content of the label; no two machines share one
             * @example FP-HH-01
             */
            qrCode: string | null;
            /**
             * @description Kind of machine
             * @example passenger_lift
             */
            equipmentType: string | null;
            /**
             * @description Category
             * @example vertical transport
             */
            category: string | null;
            /**
             * @description Maker
             * @example KONE
             */
            manufacturer: string | null;
            /**
             * @description Model
             * @example MonoSpace 500
             */
            model: string | null;
            /**
             * @description Capacity, with its unit
             * @example 630 kg / 8 persons
             */
            capacity: string | null;
            /**
             * @description Speed, with its unit
             * @example 1.0 m/s
             */
            speed: string | null;
            /**
             * @description Control system
             * @example KCM831
             */
            controller: string | null;
            /**
             * @description Power, with its unit
             * @example 5.7 kW
             */
            powerRating: string | null;
            /**
             * Format: int32
             * @description Year in which it was made, as its type plate says
             * @example 2018
             */
            yearOfManufacture: number | null;
            /**
             * Format: date
             * @description When it was installed
             * @example 2019-05-14
             */
            installationDate: string | null;
            /**
             * Format: date
             * @description When it went into service
             * @example 2019-06-03
             */
            commissioningDate: string | null;
            /**
             * Format: date
             * @description Last day of the warranty
             * @example 2024-06-02
             */
            warrantyExpiryDate: string | null;
            /**
             * Format: int32
             * @description Hours it has run
             * @example 18250
             */
            operationalHours: number;
            /**
             * Format: date-time
             * @description When the last completed maintenance ended
             * @example null
             */
            lastMaintenanceDate: string | null;
            /**
             * Format: date-time
             * @description When it is to be maintained next: the earliest next date of its schedules that are at work; as entered where it has no schedule
             * @example 2026-12-31T13:20:00.000Z
             */
            nextMaintenanceDate: string | null;
            /**
             * Format: int32
             * @description Days between two maintenances
             * @example 90
             */
            maintenanceFrequencyDays: number | null;
            /**
             * @description What it cost; null also for callers without the permission `costs:read`
             * @example {
             *       "amount": "61400.00",
             *       "currency": "EUR"
             *     }
             */
            purchaseCost?: components["schemas"]["Money"] | null;
            /**
             * @description What its maintenance costs a year, in the same currency; null also for callers without the permission `costs:read`
             * @example {
             *       "amount": "2450.00",
             *       "currency": "EUR"
             *     }
             */
            annualMaintenanceCost?: components["schemas"]["Money"] | null;
            /**
             * @description Floor
             * @example 0
             */
            floor: string | null;
            /**
             * @description Room
             * @example Lobby
             */
            room: string | null;
            /**
             * @description How to find it
             * @example Behind the reception.
             */
            locationNotes: string | null;
            /**
             * @description Notes
             * @example Door sensor replaced in 2025.
             */
            notes: string | null;
            /**
             * @description Values under names of your own
             * @example {
             *       "doorType": "telescopic"
             *     }
             */
            customFields: {
                [key: string]: components["schemas"]["AttributeValue"];
            };
            /**
             * Format: uuid
             * @description Who added it
             * @example 019b76da-a800-7ccd-9d46-2b8ab642935b
             */
            createdById: string | null;
            /**
             * Format: int32
             * @description Counts the changes; the ETag begins with it
             * @example 1
             */
            version: number;
            /**
             * Format: date-time
             * @description When it was added
             * @example 2026-11-22T10:00:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it was last changed
             * @example 2026-11-22T10:00:00.000Z
             */
            updatedAt: string;
            /** @description The facility; only with expand=facility */
            facility?: components["schemas"]["EquipmentFacility"] | null;
            /** @description The building; only with expand=building */
            building?: components["schemas"]["EquipmentBuilding"] | null;
        };
        EquipmentPage: {
            /** @description The rows of this page */
            data: components["schemas"]["Equipment"][];
            /**
             * @description Cursor of the next page; null on the last one
             * @example null
             */
            nextCursor: string | null;
            /**
             * Format: int64
             * @description All rows that match; only with include=total
             * @example 1
             */
            total?: number;
        };
        /**
         * @description State of a machine that is not decommissioned
         * @enum {string}
         */
        WorkingEquipmentStatus: "operational" | "shutdown" | "maintenance";
        CreateEquipment: {
            /**
             * @description Your own number; no two machines share one
             * @example HH-01
             */
            equipmentNumber: string;
            /**
             * @description Name
             * @example Passenger lift A1
             */
            name: string;
            /**
             * Format: uuid
             * @description Facility it stands in
             * @example 019b76da-a800-7ff6-8690-5bbf96d39582
             */
            facilityId: string;
            /**
             * Format: uuid
             * @description Building of that facility
             * @example 019b76da-a800-741e-87f2-049e9ddf36b9
             */
            buildingId?: string | null;
            /**
             * @description What it is
             * @example Traction lift without machine room, EcoDisc drive at the top of the shaft.
             */
            description?: string | null;
            /**
             * @description Serial number of the maker
             * @example 40288117
             */
            serialNumber?: string | null;
            /**
             * @description Number given by the authority
             * @example DE-HH-20117
             */
            registrationNumber?: string | null;
            /**
             * @description Content of the label; no two machines share one
             * @example FP-HH-01
             */
            qrCode?: string | null;
            /**
             * @description Kind of machine
             * @example passenger_lift
             */
            equipmentType?: string | null;
            /**
             * @description Category
             * @example vertical transport
             */
            category?: string | null;
            /**
             * @description Maker
             * @example KONE
             */
            manufacturer?: string | null;
            /**
             * @description Model
             * @example MonoSpace 500
             */
            model?: string | null;
            /**
             * @description Capacity, with its unit
             * @example 630 kg / 8 persons
             */
            capacity?: string | null;
            /**
             * @description Speed, with its unit
             * @example 1.0 m/s
             */
            speed?: string | null;
            /**
             * @description Control system
             * @example KCM831
             */
            controller?: string | null;
            /**
             * @description Power, with its unit
             * @example 5.7 kW
             */
            powerRating?: string | null;
            /**
             * Format: int32
             * @description Year in which it was made, as its type plate says
             * @example 2018
             */
            yearOfManufacture?: number | null;
            /**
             * Format: date
             * @description When it was installed
             * @example 2019-05-14
             */
            installationDate?: string | null;
            /**
             * Format: date
             * @description When it went into service
             * @example 2019-06-03
             */
            commissioningDate?: string | null;
            /**
             * Format: date
             * @description Last day of the warranty
             * @example 2024-06-02
             */
            warrantyExpiryDate?: string | null;
            /**
             * Format: int32
             * @description Hours it has run
             * @default 0
             * @example 18250
             */
            operationalHours?: number;
            /**
             * Format: date-time
             * @description When it is to be maintained next: the earliest next date of its schedules that are at work; as entered where it has no schedule
             * @example 2026-12-31T13:20:00.000Z
             */
            nextMaintenanceDate?: string | null;
            /**
             * Format: int32
             * @description Days between two maintenances
             * @example 90
             */
            maintenanceFrequencyDays?: number | null;
            /**
             * @description Floor
             * @example 0
             */
            floor?: string | null;
            /**
             * @description Room
             * @example Lobby
             */
            room?: string | null;
            /**
             * @description How to find it
             * @example Behind the reception.
             */
            locationNotes?: string | null;
            /**
             * @description Notes
             * @example Door sensor replaced in 2025.
             */
            notes?: string | null;
            /**
             * @description Values under names of your own
             * @default {}
             * @example {
             *       "doorType": "telescopic"
             *     }
             */
            customFields?: {
                [key: string]: components["schemas"]["AttributeValue"];
            };
            /**
             * @description State; decommissioning is an act of its own
             * @default operational
             * @example operational
             */
            status?: components["schemas"]["WorkingEquipmentStatus"];
            /**
             * @description What it cost
             * @example {
             *       "amount": "61400.00",
             *       "currency": "EUR"
             *     }
             */
            purchaseCost?: components["schemas"]["Money"] | null;
            /**
             * @description What its maintenance costs a year, in the same currency
             * @example {
             *       "amount": "2450.00",
             *       "currency": "EUR"
             *     }
             */
            annualMaintenanceCost?: components["schemas"]["Money"] | null;
        };
        EquipmentBulk: {
            /** @description What to create */
            items: components["schemas"]["CreateEquipment"][];
        };
        UpdateEquipment: {
            /**
             * @description Your own number; no two machines share one
             * @example HH-01
             */
            equipmentNumber?: string;
            /**
             * @description Name
             * @example Passenger lift A1
             */
            name?: string;
            /**
             * Format: uuid
             * @description Facility it stands in
             * @example 019b76da-a800-7ff6-8690-5bbf96d39582
             */
            facilityId?: string;
            /**
             * Format: uuid
             * @description Building of that facility
             * @example 019b76da-a800-741e-87f2-049e9ddf36b9
             */
            buildingId?: string | null;
            /**
             * @description What it is
             * @example Traction lift without machine room, EcoDisc drive at the top of the shaft.
             */
            description?: string | null;
            /**
             * @description Serial number of the maker
             * @example 40288117
             */
            serialNumber?: string | null;
            /**
             * @description Number given by the authority
             * @example DE-HH-20117
             */
            registrationNumber?: string | null;
            /**
             * @description Content of the label; no two machines share one
             * @example FP-HH-01
             */
            qrCode?: string | null;
            /**
             * @description Kind of machine
             * @example passenger_lift
             */
            equipmentType?: string | null;
            /**
             * @description Category
             * @example vertical transport
             */
            category?: string | null;
            /**
             * @description Maker
             * @example KONE
             */
            manufacturer?: string | null;
            /**
             * @description Model
             * @example MonoSpace 500
             */
            model?: string | null;
            /**
             * @description Capacity, with its unit
             * @example 630 kg / 8 persons
             */
            capacity?: string | null;
            /**
             * @description Speed, with its unit
             * @example 1.0 m/s
             */
            speed?: string | null;
            /**
             * @description Control system
             * @example KCM831
             */
            controller?: string | null;
            /**
             * @description Power, with its unit
             * @example 5.7 kW
             */
            powerRating?: string | null;
            /**
             * Format: int32
             * @description Year in which it was made, as its type plate says
             * @example 2018
             */
            yearOfManufacture?: number | null;
            /**
             * Format: date
             * @description When it was installed
             * @example 2019-05-14
             */
            installationDate?: string | null;
            /**
             * Format: date
             * @description When it went into service
             * @example 2019-06-03
             */
            commissioningDate?: string | null;
            /**
             * Format: date
             * @description Last day of the warranty
             * @example 2024-06-02
             */
            warrantyExpiryDate?: string | null;
            /**
             * Format: int32
             * @description Hours it has run
             * @example 18250
             */
            operationalHours?: number;
            /**
             * Format: date-time
             * @description When it is to be maintained next: the earliest next date of its schedules that are at work; as entered where it has no schedule
             * @example 2026-12-31T13:20:00.000Z
             */
            nextMaintenanceDate?: string | null;
            /**
             * Format: int32
             * @description Days between two maintenances
             * @example 90
             */
            maintenanceFrequencyDays?: number | null;
            /**
             * @description Floor
             * @example 0
             */
            floor?: string | null;
            /**
             * @description Room
             * @example Lobby
             */
            room?: string | null;
            /**
             * @description How to find it
             * @example Behind the reception.
             */
            locationNotes?: string | null;
            /**
             * @description Notes
             * @example Door sensor replaced in 2025.
             */
            notes?: string | null;
            /**
             * @description Values under names of your own
             * @example {
             *       "doorType": "telescopic"
             *     }
             */
            customFields?: {
                [key: string]: components["schemas"]["AttributeValue"];
            };
            /**
             * @description State; decommissioning is an act of its own
             * @example operational
             */
            status?: components["schemas"]["WorkingEquipmentStatus"];
            /**
             * @description What it cost
             * @example {
             *       "amount": "61400.00",
             *       "currency": "EUR"
             *     }
             */
            purchaseCost?: components["schemas"]["Money"] | null;
            /**
             * @description What its maintenance costs a year, in the same currency
             * @example {
             *       "amount": "2450.00",
             *       "currency": "EUR"
             *     }
             */
            annualMaintenanceCost?: components["schemas"]["Money"] | null;
        };
        UserFacility: {
            /**
             * Format: uuid
             * @description The facility
             * @example 019b76da-a800-7ff6-8690-5bbf96d39582
             */
            facilityId: string;
            /**
             * @description Name of the facility
             * @example Hafenquartier Sandtorkai
             */
            name: string;
            /**
             * @description Its short code
             * @example HAFEN
             */
            facilityCode: string | null;
            /**
             * @description City
             * @example Hamburg
             */
            city: string | null;
            /**
             * @description Whether the facility takes machines and work
             * @example true
             */
            isActive: boolean;
            /**
             * Format: date-time
             * @description Since when the user is linked to it
             * @example 2026-11-22T10:00:00.000Z
             */
            linkedAt: string;
        };
        UserFacilities: {
            /**
             * Format: uuid
             * @description The user
             * @example 019b76da-a800-7ace-9479-5481e2cde7b3
             */
            userId: string;
            /** @description The facilities that the user is linked to, by name */
            facilities: components["schemas"]["UserFacility"][];
            /**
             * Format: int32
             * @description Version of the user; the ETag begins with it
             * @example 2
             */
            version: number;
        };
        ReplaceUserFacilities: {
            /**
             * @description All facilities that the user is to be linked to; takes the place of those so far
             * @example [
             *       "019b76da-a800-7ff6-8690-5bbf96d39582"
             *     ]
             */
            facilityIds: string[];
        };
        LinkFacility: {
            /**
             * Format: uuid
             * @description The facility
             * @example 019b76da-a800-7ff6-8690-5bbf96d39582
             */
            facilityId: string;
        };
        /**
         * @description Order of a list; - sorts descending
         * @enum {string}
         */
        PartSort: "name" | "-name" | "partNumber" | "-partNumber" | "quantityInStock" | "-quantityInStock" | "createdAt" | "-createdAt" | "updatedAt" | "-updatedAt";
        Part: {
            /**
             * Format: uuid
             * @description Id
             * @example 019b76da-a800-7c30-bfd3-3a038eb1f9b0
             */
            id: string;
            /**
             * @description Your own number; no two parts share one
             * @example CT-2015
             */
            partNumber: string;
            /**
             * @description Name
             * @example Landing call button, steel, Braille
             */
            name: string;
            /**
             * @description What it is and where it fits
             * @example Push button with ring light, for landings and cars.
             */
            description: string | null;
            /**
             * @description Category
             * @example controller
             */
            category: string | null;
            /**
             * @description Maker
             * @example Schaefer
             */
            manufacturer: string | null;
            /**
             * @description Model of the maker
             * @example MT 42
             */
            model: string | null;
            /**
             * @description Values under names of your own
             * @example {
             *       "voltage": "24 V"
             *     }
             */
            specifications: {
                [key: string]: components["schemas"]["AttributeValue"];
            };
            /**
             * @description What one of it is, such as piece, metre or litre
             * @example piece
             */
            unitOfMeasure: string | null;
            /**
             * @description Of its price and all of its costs; it cannot be changed
             * @example EUR
             */
            currency: string;
            /**
             * @description What one costs to buy, in its currency; null also for callers without the permission `costs:read`
             * @example {
             *       "amount": "42.50",
             *       "currency": "EUR"
             *     }
             */
            unitPrice?: components["schemas"]["Money"] | null;
            /**
             * @description What one in stock cost on average, or the last ones where there are none; null before any came in; null also for callers without the permission `costs:read`
             * @example null
             */
            averageUnitCost?: components["schemas"]["Money"] | null;
            /**
             * @description What all in stock cost: the sum of the movements; null also for callers without the permission `costs:read`
             * @example {
             *       "amount": "0.00",
             *       "currency": "EUR"
             *     }
             */
            stockValue?: components["schemas"]["Money"] | null;
            /**
             * Format: int32
             * @description How many there are, over all locations
             * @example 0
             */
            quantityInStock: number;
            /**
             * Format: int32
             * @description How many of them are set aside for work orders
             * @example 0
             */
            quantityReserved: number;
            /**
             * Format: int32
             * @description How many are free: those in stock without the reserved ones; below 0 where a count has found fewer than are reserved
             * @example 0
             */
            quantityAvailable: number;
            /**
             * Format: int32
             * @description With as many or fewer it counts as low on stock
             * @example 10
             */
            reorderLevel: number;
            /**
             * Format: int32
             * @description How many to order at a time
             * @example 20
             */
            reorderQuantity: number;
            /**
             * @description Shelf or bin
             * @example Hamburg B-03
             */
            warehouseLocation: string | null;
            /**
             * @description Name of its preferred supplier
             * @example null
             */
            supplierName: string | null;
            /**
             * @description Whom to ask at its preferred supplier
             * @example null
             */
            supplierContact: string | null;
            /**
             * @description Number of its preferred supplier
             * @example null
             */
            supplierPartNumber: string | null;
            /**
             * @description Inactive parts keep their stock, which can be used up, and receive no more
             * @example true
             */
            isActive: boolean;
            /**
             * Format: int32
             * @description Counts the edits, not the movements of stock; the ETag begins with it
             * @example 1
             */
            version: number;
            /**
             * Format: date-time
             * @description When it was added
             * @example 2026-11-22T10:00:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it or its stock was last changed
             * @example 2026-11-22T10:00:00.000Z
             */
            updatedAt: string;
        };
        PartPage: {
            /** @description The rows of this page */
            data: components["schemas"]["Part"][];
            /**
             * @description Cursor of the next page; null on the last one
             * @example null
             */
            nextCursor: string | null;
            /**
             * Format: int64
             * @description All rows that match; only with include=total
             * @example 1
             */
            total?: number;
        };
        CreatePart: {
            /**
             * @description Your own number; no two parts share one
             * @example CT-2015
             */
            partNumber: string;
            /**
             * @description Name
             * @example Landing call button, steel, Braille
             */
            name: string;
            /**
             * @description What it is and where it fits
             * @example Push button with ring light, for landings and cars.
             */
            description?: string | null;
            /**
             * @description Category
             * @example controller
             */
            category?: string | null;
            /**
             * @description Maker
             * @example Schaefer
             */
            manufacturer?: string | null;
            /**
             * @description Model of the maker
             * @example MT 42
             */
            model?: string | null;
            /**
             * @description Values under names of your own
             * @default {}
             * @example {
             *       "voltage": "24 V"
             *     }
             */
            specifications?: {
                [key: string]: components["schemas"]["AttributeValue"];
            };
            /**
             * @description What one of it is, such as piece, metre or litre
             * @example piece
             */
            unitOfMeasure?: string | null;
            /**
             * @description Of its price and all of its costs; it cannot be changed
             * @default USD
             * @example EUR
             */
            currency?: string;
            /**
             * Format: int32
             * @description With as many or fewer it counts as low on stock
             * @default 10
             * @example 10
             */
            reorderLevel?: number;
            /**
             * Format: int32
             * @description How many to order at a time
             * @default 50
             * @example 20
             */
            reorderQuantity?: number;
            /**
             * @description Shelf or bin
             * @example Hamburg B-03
             */
            warehouseLocation?: string | null;
            /**
             * @description What one costs to buy, in its currency
             * @example {
             *       "amount": "42.50",
             *       "currency": "EUR"
             *     }
             */
            unitPrice?: components["schemas"]["Money"] | null;
        };
        UpdatePart: {
            /**
             * @description Your own number; no two parts share one
             * @example CT-2015
             */
            partNumber?: string;
            /**
             * @description Name
             * @example Landing call button, steel, Braille
             */
            name?: string;
            /**
             * @description What it is and where it fits
             * @example Push button with ring light, for landings and cars.
             */
            description?: string | null;
            /**
             * @description Category
             * @example controller
             */
            category?: string | null;
            /**
             * @description Maker
             * @example Schaefer
             */
            manufacturer?: string | null;
            /**
             * @description Model of the maker
             * @example MT 42
             */
            model?: string | null;
            /**
             * @description Values under names of your own
             * @example {
             *       "voltage": "24 V"
             *     }
             */
            specifications?: {
                [key: string]: components["schemas"]["AttributeValue"];
            };
            /**
             * @description What one of it is, such as piece, metre or litre
             * @example piece
             */
            unitOfMeasure?: string | null;
            /**
             * Format: int32
             * @description With as many or fewer it counts as low on stock
             * @example 10
             */
            reorderLevel?: number;
            /**
             * Format: int32
             * @description How many to order at a time
             * @example 20
             */
            reorderQuantity?: number;
            /**
             * @description Shelf or bin
             * @example Hamburg B-03
             */
            warehouseLocation?: string | null;
            /**
             * @description What one costs to buy, in its currency
             * @example {
             *       "amount": "42.50",
             *       "currency": "EUR"
             *     }
             */
            unitPrice?: components["schemas"]["Money"] | null;
        };
        ReceiveParts: {
            /**
             * Format: int32
             * @description How many
             * @example 10
             */
            quantity: number;
            /**
             * Format: uuid
             * @description Stock location; the default one unless given
             * @example 00000000-0000-7000-8000-000000000001
             */
            locationId?: string;
            /**
             * @description Notes
             * @example Delivery note 4711
             */
            notes?: string | null;
            /**
             * @description What one cost, in the currency of the part; as those in stock on average unless given, or the price of the part where there are none
             * @example {
             *       "amount": "42.50",
             *       "currency": "EUR"
             *     }
             */
            unitPrice?: components["schemas"]["Money"] | null;
        };
        /**
         * @description What moved the stock: goods that came in (purchase), an issue (usage), its return, a correction (adjustment), a transfer between locations
         * @enum {string}
         */
        StockMovementType: "purchase" | "usage" | "adjustment" | "return" | "transfer";
        StockMovement: {
            /**
             * Format: uuid
             * @description Id
             * @example 019b76da-a800-79f0-87ea-2d74274ed7c0
             */
            id: string;
            /**
             * Format: uuid
             * @description Part
             * @example 019b76da-a800-7c30-bfd3-3a038eb1f9b0
             */
            partId: string;
            /**
             * Format: uuid
             * @description Stock location
             * @example 00000000-0000-7000-8000-000000000001
             */
            locationId: string;
            /**
             * @description What moved it
             * @example purchase
             */
            type: components["schemas"]["StockMovementType"];
            /**
             * Format: int32
             * @description How many: negative for those that left
             * @example 10
             */
            quantity: number;
            /**
             * @description What one cost, rounded; null also for callers without the permission `costs:read`
             * @example {
             *       "amount": "42.50",
             *       "currency": "EUR"
             *     }
             */
            unitCost?: components["schemas"]["Money"] | null;
            /**
             * @description What all cost; null also for callers without the permission `costs:read`
             * @example {
             *       "amount": "425.00",
             *       "currency": "EUR"
             *     }
             */
            totalCost?: components["schemas"]["Money"] | null;
            /**
             * Format: uuid
             * @description Work order that it was issued for
             * @example null
             */
            workOrderId: string | null;
            /**
             * Format: uuid
             * @description The same in both movements of a transfer
             * @example null
             */
            transferId: string | null;
            /**
             * Format: uuid
             * @description Of a transfer: where it went, or came from
             * @example null
             */
            otherLocationId: string | null;
            /**
             * @description Notes, or the reason of an adjustment
             * @example Delivery note 4711
             */
            notes: string | null;
            /**
             * Format: uuid
             * @description Who booked it; null when the system did
             * @example 019b76da-a800-7ccd-9d46-2b8ab642935b
             */
            performedById: string | null;
            /**
             * Format: date-time
             * @description When it was booked
             * @example 2026-11-22T10:00:00.000Z
             */
            createdAt: string;
        };
        IssueParts: {
            /**
             * Format: int32
             * @description How many
             * @example 10
             */
            quantity: number;
            /**
             * Format: uuid
             * @description Stock location; the default one unless given
             * @example 00000000-0000-7000-8000-000000000001
             */
            locationId?: string;
            /**
             * @description Notes
             * @example Delivery note 4711
             */
            notes?: string | null;
            /**
             * Format: uuid
             * @description Work order that they are for
             * @example 019b76da-a800-7ccc-8adf-621e12f13b0a
             */
            workOrderId?: string | null;
        };
        ReturnParts: {
            /**
             * Format: int32
             * @description How many
             * @example 10
             */
            quantity: number;
            /**
             * Format: uuid
             * @description Stock location; the default one unless given
             * @example 00000000-0000-7000-8000-000000000001
             */
            locationId?: string;
            /**
             * @description Notes
             * @example Delivery note 4711
             */
            notes?: string | null;
            /**
             * Format: uuid
             * @description Work order that they are for
             * @example 019b76da-a800-7ccc-8adf-621e12f13b0a
             */
            workOrderId?: string | null;
        };
        AdjustParts: {
            /**
             * Format: int32
             * @description How many there are more, or with a minus fewer; not 0
             * @example -1
             */
            quantity: number;
            /**
             * @description Why
             * @example One was found broken.
             */
            reason: string;
            /**
             * Format: uuid
             * @description Stock location; the default one unless given
             * @example 00000000-0000-7000-8000-000000000001
             */
            locationId?: string;
        };
        TransferParts: {
            /**
             * Format: int32
             * @description How many
             * @example 4
             */
            quantity: number;
            /**
             * Format: uuid
             * @description Where they go
             * @example 019b76da-a800-75ee-bc18-fc34e316d49e
             */
            toLocationId: string;
            /**
             * Format: uuid
             * @description Where they lie; the default location unless given
             * @example 00000000-0000-7000-8000-000000000001
             */
            fromLocationId?: string;
            /**
             * @description Notes
             * @example For the week
             */
            notes?: string | null;
        };
        PartStockAtLocation: {
            /**
             * Format: uuid
             * @description Stock location
             * @example 00000000-0000-7000-8000-000000000001
             */
            locationId: string;
            /**
             * @description Its name
             * @example Main store
             */
            name: string;
            /**
             * Format: int32
             * @description How many lay there
             * @example 24
             */
            quantity: number;
            /**
             * Format: int32
             * @description How many of them are set aside for work orders; null for an earlier time
             * @example 4
             */
            reserved: number | null;
            /**
             * Format: int32
             * @description How many are free; below 0 where fewer lie there than are set aside; null for an earlier time
             * @example 20
             */
            available: number | null;
            /**
             * Format: int32
             * @description With as many or fewer it counts as low there; null for none, and for an earlier time
             * @example 2
             */
            reorderLevel: number | null;
            /**
             * @description What they cost; null also for callers without the permission `costs:read`
             * @example {
             *       "amount": "1020.00",
             *       "currency": "EUR"
             *     }
             */
            stockValue?: components["schemas"]["Money"] | null;
        };
        PartStock: {
            /**
             * Format: uuid
             * @description Part
             * @example 019b76da-a800-7c30-bfd3-3a038eb1f9b0
             */
            partId: string;
            /**
             * Format: date-time
             * @description As of what time; null for now
             * @example null
             */
            at: string | null;
            /**
             * Format: int32
             * @description How many there were, over all locations
             * @example 24
             */
            quantity: number;
            /**
             * @description What they cost; null also for callers without the permission `costs:read`
             * @example {
             *       "amount": "1020.00",
             *       "currency": "EUR"
             *     }
             */
            stockValue?: components["schemas"]["Money"] | null;
            /** @description Where they lay, in the order of the names */
            locations: components["schemas"]["PartStockAtLocation"][];
        };
        ReorderLevel: {
            /**
             * Format: int32
             * @description With as many or fewer the part counts as low there; null for no level
             * @example 2
             */
            reorderLevel: number | null;
            /**
             * Format: uuid
             * @description Stock location; the default one unless given
             * @example 019b76da-a800-75ee-bc18-fc34e316d49e
             */
            locationId?: string;
        };
        /**
         * @description Order of a list; - sorts descending
         * @enum {string}
         */
        StockMovementSort: "createdAt" | "-createdAt";
        StockMovementPage: {
            /** @description The rows of this page */
            data: components["schemas"]["StockMovement"][];
            /**
             * @description Cursor of the next page; null on the last one
             * @example null
             */
            nextCursor: string | null;
            /**
             * Format: int64
             * @description All rows that match; only with include=total
             * @example 1
             */
            total?: number;
        };
        /**
         * @description Order of a list; - sorts descending
         * @enum {string}
         */
        StockLocationSort: "name" | "-name" | "createdAt" | "-createdAt" | "updatedAt" | "-updatedAt";
        /**
         * @description Kind of place where stock is kept
         * @enum {string}
         */
        StockLocationType: "warehouse" | "vehicle" | "site";
        StockLocation: {
            /**
             * Format: uuid
             * @description Id
             * @example 019b76da-a800-75ee-bc18-fc34e316d49e
             */
            id: string;
            /**
             * @description Name; no two locations share one
             * @example Van of Jonas Petersen
             */
            name: string;
            /**
             * @description Kind of place
             * @example vehicle
             */
            type: components["schemas"]["StockLocationType"];
            /**
             * @description Notes
             * @example HH NL 204, parked in Hamburg.
             */
            notes: string | null;
            /**
             * @description Whether bookings that name no location go here; exactly one does
             * @example false
             */
            isDefault: boolean;
            /**
             * @description What lies at an inactive one can be taken out, and nothing put in
             * @example true
             */
            isActive: boolean;
            /**
             * Format: int32
             * @description Counts the changes; the ETag begins with it
             * @example 1
             */
            version: number;
            /**
             * Format: date-time
             * @description When it was added
             * @example 2026-11-22T10:00:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it was last changed
             * @example 2026-11-22T10:00:00.000Z
             */
            updatedAt: string;
        };
        StockLocationPage: {
            /** @description The rows of this page */
            data: components["schemas"]["StockLocation"][];
            /**
             * @description Cursor of the next page; null on the last one
             * @example null
             */
            nextCursor: string | null;
            /**
             * Format: int64
             * @description All rows that match; only with include=total
             * @example 1
             */
            total?: number;
        };
        CreateStockLocation: {
            /**
             * @description Name; no two locations share one
             * @example Van of Jonas Petersen
             */
            name: string;
            /**
             * @description Kind of place
             * @default warehouse
             * @example vehicle
             */
            type?: components["schemas"]["StockLocationType"];
            /**
             * @description Notes
             * @example HH NL 204, parked in Hamburg.
             */
            notes?: string | null;
        };
        /**
         * @description Order of a list; - sorts descending
         * @enum {string}
         */
        StockAtLocationSort: "name" | "-name" | "partNumber" | "-partNumber";
        StockAtLocation: {
            /**
             * Format: uuid
             * @description Part
             * @example 019b76da-a800-7c30-bfd3-3a038eb1f9b0
             */
            partId: string;
            /**
             * @description Its number
             * @example CT-2015
             */
            partNumber: string;
            /**
             * @description Its name
             * @example Landing call button, steel, Braille
             */
            name: string;
            /**
             * @description What one of it is
             * @example piece
             */
            unitOfMeasure: string | null;
            /**
             * Format: int32
             * @description How many lie there
             * @example 24
             */
            quantity: number;
            /**
             * Format: int32
             * @description How many of them are set aside for work orders
             * @example 4
             */
            reserved: number;
            /**
             * Format: int32
             * @description How many are free; below 0 where fewer lie there than are set aside
             * @example 20
             */
            available: number;
            /**
             * Format: int32
             * @description With as many or fewer it counts as low there; null for none
             * @example 2
             */
            reorderLevel: number | null;
            /**
             * @description What they cost; null also for callers without the permission `costs:read`
             * @example {
             *       "amount": "1020.00",
             *       "currency": "EUR"
             *     }
             */
            stockValue?: components["schemas"]["Money"] | null;
        };
        StockAtLocationPage: {
            /** @description The rows of this page */
            data: components["schemas"]["StockAtLocation"][];
            /**
             * @description Cursor of the next page; null on the last one
             * @example null
             */
            nextCursor: string | null;
            /**
             * Format: int64
             * @description All rows that match; only with include=total
             * @example 1
             */
            total?: number;
        };
        UpdateStockLocation: {
            /**
             * @description Name; no two locations share one
             * @example Van of Jonas Petersen
             */
            name?: string;
            /**
             * @description Kind of place
             * @example vehicle
             */
            type?: components["schemas"]["StockLocationType"];
            /**
             * @description Notes
             * @example HH NL 204, parked in Hamburg.
             */
            notes?: string | null;
        };
        /**
         * @description Order of a list; - sorts descending
         * @enum {string}
         */
        SupplierSort: "name" | "-name" | "createdAt" | "-createdAt" | "updatedAt" | "-updatedAt";
        Supplier: {
            /**
             * Format: uuid
             * @description Id
             * @example 019b76da-a800-729b-a601-3be3a4cca4df
             */
            id: string;
            /**
             * @description Name; no two suppliers share one
             * @example Schaefer
             */
            name: string;
            /**
             * @description Whom to ask there
             * @example Sales desk
             */
            contact: string | null;
            /**
             * Format: email
             * @description Where orders are sent
             * @example orders@schaefer.example
             */
            email: string | null;
            /**
             * @description Telephone number
             * @example +49 571 50 43 30
             */
            phone: string | null;
            /**
             * @description Of orders to it, unless they name another one
             * @example EUR
             */
            currency: string;
            /**
             * Format: int32
             * @description Days from the order until the goods usually come
             * @example 14
             */
            leadDays: number | null;
            /**
             * @description Notes
             * @example No deliveries on Fridays.
             */
            notes: string | null;
            /**
             * @description Nothing more is ordered from an inactive one
             * @example true
             */
            isActive: boolean;
            /**
             * Format: int32
             * @description Counts the changes; the ETag begins with it
             * @example 1
             */
            version: number;
            /**
             * Format: date-time
             * @description When it was added
             * @example 2026-11-22T10:00:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it was last changed
             * @example 2026-11-22T10:00:00.000Z
             */
            updatedAt: string;
        };
        SupplierPage: {
            /** @description The rows of this page */
            data: components["schemas"]["Supplier"][];
            /**
             * @description Cursor of the next page; null on the last one
             * @example null
             */
            nextCursor: string | null;
            /**
             * Format: int64
             * @description All rows that match; only with include=total
             * @example 1
             */
            total?: number;
        };
        CreateSupplier: {
            /**
             * @description Name; no two suppliers share one
             * @example Schaefer
             */
            name: string;
            /**
             * @description Whom to ask there
             * @example Sales desk
             */
            contact?: string | null;
            /**
             * Format: email
             * @description Where orders are sent
             * @example orders@schaefer.example
             */
            email?: string | null;
            /**
             * @description Telephone number
             * @example +49 571 50 43 30
             */
            phone?: string | null;
            /**
             * @description Of orders to it, unless they name another one
             * @default USD
             * @example EUR
             */
            currency?: string;
            /**
             * Format: int32
             * @description Days from the order until the goods usually come
             * @example 14
             */
            leadDays?: number | null;
            /**
             * @description Notes
             * @example No deliveries on Fridays.
             */
            notes?: string | null;
        };
        UpdateSupplier: {
            /**
             * @description Name; no two suppliers share one
             * @example Schaefer
             */
            name?: string;
            /**
             * @description Whom to ask there
             * @example Sales desk
             */
            contact?: string | null;
            /**
             * Format: email
             * @description Where orders are sent
             * @example orders@schaefer.example
             */
            email?: string | null;
            /**
             * @description Telephone number
             * @example +49 571 50 43 30
             */
            phone?: string | null;
            /**
             * @description Of orders to it, unless they name another one
             * @example EUR
             */
            currency?: string;
            /**
             * Format: int32
             * @description Days from the order until the goods usually come
             * @example 14
             */
            leadDays?: number | null;
            /**
             * @description Notes
             * @example No deliveries on Fridays.
             */
            notes?: string | null;
        };
        /**
         * @description Order of a list; - sorts descending
         * @enum {string}
         */
        PartSupplierSort: "createdAt" | "-createdAt" | "updatedAt" | "-updatedAt";
        PartSupplier: {
            /**
             * Format: uuid
             * @description Id
             * @example 019b76da-a800-7776-9a79-2f77fc99d388
             */
            id: string;
            /**
             * @description Number of the part
             * @example CT-2015
             */
            partNumber: string;
            /**
             * Format: uuid
             * @description Part
             * @example 019b76da-a800-7c30-bfd3-3a038eb1f9b0
             */
            partId: string;
            /**
             * Format: uuid
             * @description Supplier
             * @example 019b76da-a800-7d30-8492-7fdae4d19af6
             */
            supplierId: string;
            /**
             * @description Name of the supplier
             * @example Nordic Lift Parts
             */
            supplierName: string;
            /**
             * @description What the supplier calls the part
             * @example SCH-CT-2015
             */
            supplierPartNumber: string | null;
            /**
             * @description Whom to ask about this part, where that is not the contact of the supplier
             * @example Call buttons desk
             */
            contact: string | null;
            /**
             * @description What the supplier asks for one, in the currency of the part; the last price paid, once some were received; null also for callers without the permission `costs:read`
             * @example {
             *       "amount": "41.80",
             *       "currency": "EUR"
             *     }
             */
            unitPrice?: components["schemas"]["Money"] | null;
            /**
             * Format: int32
             * @description How many are sold together: suggestions to order are rounded up to it
             * @example 5
             */
            packSize: number;
            /**
             * @description Whether the part is ordered here: the first supplier of a part is, until another one takes its place
             * @example false
             */
            isPreferred: boolean;
            /**
             * Format: int32
             * @description Counts the changes; the ETag begins with it
             * @example 1
             */
            version: number;
            /**
             * Format: date-time
             * @description When it was added
             * @example 2026-11-22T10:00:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it was last changed
             * @example 2026-11-22T10:00:00.000Z
             */
            updatedAt: string;
        };
        PartSupplierPage: {
            /** @description The rows of this page */
            data: components["schemas"]["PartSupplier"][];
            /**
             * @description Cursor of the next page; null on the last one
             * @example null
             */
            nextCursor: string | null;
            /**
             * Format: int64
             * @description All rows that match; only with include=total
             * @example 1
             */
            total?: number;
        };
        CreatePartSupplier: {
            /**
             * Format: uuid
             * @description Part
             * @example 019b76da-a800-7c30-bfd3-3a038eb1f9b0
             */
            partId: string;
            /**
             * Format: uuid
             * @description Supplier
             * @example 019b76da-a800-7d30-8492-7fdae4d19af6
             */
            supplierId: string;
            /**
             * @description What the supplier calls the part
             * @example SCH-CT-2015
             */
            supplierPartNumber?: string | null;
            /**
             * @description Whom to ask about this part, where that is not the contact of the supplier
             * @example Call buttons desk
             */
            contact?: string | null;
            /**
             * Format: int32
             * @description How many are sold together: suggestions to order are rounded up to it
             * @default 1
             * @example 5
             */
            packSize?: number;
            /**
             * @description Whether the part is ordered here: the first supplier of a part is, until another one takes its place
             * @example false
             */
            isPreferred?: boolean;
            /**
             * @description What the supplier asks for one, in the currency of the part
             * @example {
             *       "amount": "41.80",
             *       "currency": "EUR"
             *     }
             */
            unitPrice?: components["schemas"]["Money"] | null;
        };
        UpdatePartSupplier: {
            /**
             * @description What the supplier calls the part
             * @example SCH-CT-2015
             */
            supplierPartNumber?: string | null;
            /**
             * @description Whom to ask about this part, where that is not the contact of the supplier
             * @example Call buttons desk
             */
            contact?: string | null;
            /**
             * Format: int32
             * @description How many are sold together: suggestions to order are rounded up to it
             * @example 5
             */
            packSize?: number;
            /**
             * @description Whether the part is ordered here: the first supplier of a part is, until another one takes its place
             * @example false
             */
            isPreferred?: boolean;
            /**
             * @description What the supplier asks for one, in the currency of the part
             * @example {
             *       "amount": "41.80",
             *       "currency": "EUR"
             *     }
             */
            unitPrice?: components["schemas"]["Money"] | null;
        };
        /**
         * @description Order of a list; - sorts descending
         * @enum {string}
         */
        WorkOrderSort: "dueAt" | "-dueAt" | "createdAt" | "-createdAt" | "completedAt" | "-completedAt" | "priority" | "-priority" | "status" | "-status" | "updatedAt" | "-updatedAt";
        /**
         * @description Kind of work
         * @enum {string}
         */
        WorkOrderType: "maintenance" | "repair" | "inspection" | "installation" | "emergency";
        /**
         * @description How urgent work is, from the least urgent on
         * @enum {string}
         */
        Priority: "low" | "medium" | "high" | "critical";
        /**
         * @description Where work stands
         * @enum {string}
         */
        WorkOrderStatus: "new" | "assigned" | "in_progress" | "on_hold" | "completed" | "canceled" | "rejected";
        WorkOrderEquipment: {
            /**
             * Format: uuid
             * @description Id
             * @example 019b76da-a800-730d-a036-88b860d7ed5e
             */
            id: string;
            /**
             * @description Name
             * @example Passenger lift A1
             */
            name: string;
            /**
             * @description Number
             * @example HH-01
             */
            equipmentNumber: string;
            /**
             * @description Kind of machine
             * @example passenger_lift
             */
            equipmentType: string | null;
            /**
             * @description State
             * @example operational
             */
            status: string;
        };
        WorkOrderFacility: {
            /**
             * Format: uuid
             * @description Id
             * @example 019b76da-a800-7ff6-8690-5bbf96d39582
             */
            id: string;
            /**
             * @description Name
             * @example Hafenquartier Sandtorkai
             */
            name: string;
            /**
             * @description Code
             * @example HAFEN
             */
            facilityCode: string | null;
            /**
             * @description City
             * @example Hamburg
             */
            city: string | null;
            /**
             * @description IANA zone
             * @example Europe/Berlin
             */
            timezone: string;
        };
        WorkOrderAssignee: {
            /**
             * Format: uuid
             * @description Id
             * @example 019b76da-a800-79b4-a079-a56aad4f8999
             */
            id: string;
            /**
             * @description First name
             * @example Jonas
             */
            firstName: string | null;
            /**
             * @description Last name
             * @example Petersen
             */
            lastName: string | null;
        };
        WorkOrderTeam: {
            /**
             * Format: uuid
             * @description Id
             * @example 019b76da-a800-7e8b-a1a0-e653f07b2367
             */
            id: string;
            /**
             * @description Name
             * @example Hanse
             */
            name: string;
        };
        WorkOrder: {
            /**
             * Format: uuid
             * @description Id
             * @example 019b76da-a800-7c1e-acf3-2a0051b1fa9b
             */
            id: string;
            /**
             * @description What is to be done, in a few words
             * @example Replace hanger rollers on floors 2 and 4
             */
            title: string;
            /**
             * @description What is to be done, at length
             * @example Follows from the repair of lift A2: same age, same wear.
             */
            description: string | null;
            /**
             * @description Kind of work
             * @example repair
             */
            type: components["schemas"]["WorkOrderType"];
            /**
             * @description Priority
             * @example medium
             */
            priority: components["schemas"]["Priority"];
            /**
             * @description Where the work stands
             * @example assigned
             */
            status: components["schemas"]["WorkOrderStatus"];
            /**
             * @description Why it is on hold, canceled, rejected or open again
             * @example null
             */
            statusReason: string | null;
            /**
             * Format: uuid
             * @description Facility where the work is done
             * @example 019b76da-a800-7ff6-8690-5bbf96d39582
             */
            facilityId: string;
            /**
             * Format: uuid
             * @description Machine that the work is done on
             * @example 019b76da-a800-730d-a036-88b860d7ed5e
             */
            equipmentId: string | null;
            /**
             * @description Name of that machine
             * @example Passenger lift A1
             */
            equipmentName: string | null;
            /**
             * Format: uuid
             * @description User who does the work
             * @example 019b76da-a800-79b4-a079-a56aad4f8999
             */
            assigneeId: string | null;
            /**
             * @description Name of that user
             * @example Jonas Petersen
             */
            assigneeName: string | null;
            /**
             * Format: uuid
             * @description Team that does the work, when no single user does
             * @example null
             */
            teamId: string | null;
            /**
             * Format: date-time
             * @description When the work is planned; not after `dueAt`
             * @example 2026-12-01T08:00:00.000Z
             */
            scheduledAt: string | null;
            /**
             * Format: date-time
             * @description When the work has to be done
             * @example 2026-12-01T16:00:00.000Z
             */
            dueAt: string | null;
            /**
             * @description Past its due time and still open
             * @example false
             */
            isOverdue: boolean;
            /**
             * Format: double
             * @description Hours the work is thought to take
             * @example 1.5
             */
            estimatedHours: number | null;
            /**
             * Format: date-time
             * @description When work began first
             * @example null
             */
            startedAt: string | null;
            /**
             * Format: date-time
             * @description When the work was completed
             * @example null
             */
            completedAt: string | null;
            /**
             * Format: double
             * @description Hours worked: as given, else from the work logs
             * @example null
             */
            actualHours: number | null;
            /**
             * @description What was done
             * @example null
             */
            workPerformed: string | null;
            /**
             * @description Parts used, in words
             * @example 4 hanger rollers
             */
            partsNote: string | null;
            /**
             * Format: uuid
             * @description Maintenance schedule that generated it
             * @example null
             */
            maintenanceScheduleId: string | null;
            /**
             * Format: uuid
             * @description Who created it; null when the system did
             * @example 019b76da-a800-7ccd-9d46-2b8ab642935b
             */
            createdById: string | null;
            /**
             * @description What the caller may do with it now: each is `POST /v1/work-orders/{id}/<name>`
             * @example [
             *       "assign",
             *       "unassign",
             *       "start",
             *       "hold",
             *       "cancel",
             *       "reject"
             *     ]
             */
            allowedTransitions: components["schemas"]["WorkOrderTransition"][];
            /**
             * Format: int32
             * @description Counts the changes; the ETag begins with it
             * @example 1
             */
            version: number;
            /**
             * Format: date-time
             * @description When it was created
             * @example 2026-11-22T10:00:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it was last changed
             * @example 2026-11-22T10:00:00.000Z
             */
            updatedAt: string;
            /** @description The machine; only with expand=equipment */
            equipment?: components["schemas"]["WorkOrderEquipment"] | null;
            /** @description The facility; only with expand=facility */
            facility?: components["schemas"]["WorkOrderFacility"] | null;
            /** @description The user; only with expand=assignee */
            assignee?: components["schemas"]["WorkOrderAssignee"] | null;
            /** @description The team; only with expand=team */
            team?: components["schemas"]["WorkOrderTeam"] | null;
        };
        WorkOrderPage: {
            /** @description The rows of this page */
            data: components["schemas"]["WorkOrder"][];
            /**
             * @description Cursor of the next page; null on the last one
             * @example null
             */
            nextCursor: string | null;
            /**
             * Format: int64
             * @description All rows that match; only with include=total
             * @example 1
             */
            total?: number;
        };
        /**
         * @description One of `equipmentId` and `facilityId` is required. `assigneeId` and `teamId` exclude each other.
         * @example {
         *       "title": "Replace hanger rollers on floors 2 and 4",
         *       "equipmentId": "019b76da-a800-730d-a036-88b860d7ed5e",
         *       "facilityId": "019b76da-a800-7ff6-8690-5bbf96d39582",
         *       "description": "Follows from the repair of lift A2: same age, same wear.",
         *       "type": "repair",
         *       "priority": "medium",
         *       "scheduledAt": "2026-12-01T08:00:00.000Z",
         *       "dueAt": "2026-12-01T16:00:00.000Z",
         *       "estimatedHours": 1.5,
         *       "partsNote": "4 hanger rollers",
         *       "assigneeId": "019b76da-a800-79b4-a079-a56aad4f8999"
         *     }
         */
        CreateWorkOrder: {
            /**
             * @description What is to be done, in a few words
             * @example Replace hanger rollers on floors 2 and 4
             */
            title: string;
            /**
             * Format: uuid
             * @description Machine that the work is done on
             * @example 019b76da-a800-730d-a036-88b860d7ed5e
             */
            equipmentId?: string | null;
            /**
             * Format: uuid
             * @description Facility, when no machine is named
             * @example 019b76da-a800-7ff6-8690-5bbf96d39582
             */
            facilityId?: string | null;
            /**
             * @description What is to be done, at length
             * @example Follows from the repair of lift A2: same age, same wear.
             */
            description?: string | null;
            /**
             * @description Kind of work
             * @default maintenance
             * @example repair
             */
            type?: components["schemas"]["WorkOrderType"];
            /**
             * @description Priority
             * @default medium
             * @example medium
             */
            priority?: components["schemas"]["Priority"];
            /**
             * Format: date-time
             * @description When the work is planned; not after `dueAt`
             * @example 2026-12-01T08:00:00.000Z
             */
            scheduledAt?: string | null;
            /**
             * Format: date-time
             * @description When the work has to be done
             * @example 2026-12-01T16:00:00.000Z
             */
            dueAt?: string | null;
            /**
             * Format: double
             * @description Hours the work is thought to take
             * @example 1.5
             */
            estimatedHours?: number | null;
            /**
             * @description Parts used, in words
             * @example 4 hanger rollers
             */
            partsNote?: string | null;
            /**
             * Format: uuid
             * @description User who does the work
             * @example 019b76da-a800-79b4-a079-a56aad4f8999
             */
            assigneeId?: string | null;
            /**
             * Format: uuid
             * @description Team that does the work, when no single user does
             * @example null
             */
            teamId?: string | null;
        };
        WorkOrderBulk: {
            /** @description What to create */
            items: components["schemas"]["CreateWorkOrder"][];
        };
        UpdateWorkOrder: {
            /**
             * @description What is to be done, in a few words
             * @example Replace hanger rollers on floors 2 and 4
             */
            title?: string;
            /**
             * @description What is to be done, at length
             * @example Follows from the repair of lift A2: same age, same wear.
             */
            description?: string | null;
            /**
             * @description Kind of work
             * @example repair
             */
            type?: components["schemas"]["WorkOrderType"];
            /**
             * @description Priority
             * @example medium
             */
            priority?: components["schemas"]["Priority"];
            /**
             * Format: date-time
             * @description When the work is planned; not after `dueAt`
             * @example 2026-12-01T08:00:00.000Z
             */
            scheduledAt?: string | null;
            /**
             * Format: date-time
             * @description When the work has to be done
             * @example 2026-12-01T16:00:00.000Z
             */
            dueAt?: string | null;
            /**
             * Format: double
             * @description Hours the work is thought to take
             * @example 1.5
             */
            estimatedHours?: number | null;
            /**
             * @description Parts used, in words
             * @example 4 hanger rollers
             */
            partsNote?: string | null;
        };
        /**
         * @description One of `assigneeId` and `teamId` is required. `assigneeId` and `teamId` exclude each other.
         * @example {
         *       "assigneeId": "019b76da-a800-79b4-a079-a56aad4f8999"
         *     }
         */
        Assignment: {
            /**
             * Format: uuid
             * @description User who does the work
             * @example 019b76da-a800-79b4-a079-a56aad4f8999
             */
            assigneeId?: string | null;
            /**
             * Format: uuid
             * @description Team that does the work, when no single user does
             * @example null
             */
            teamId?: string | null;
        };
        Reason: {
            /**
             * @description Why
             * @example Waiting for a part
             */
            reason: string;
        };
        Completion: {
            /**
             * @description What was done
             * @example Emergency call unit replaced, test call answered after 14 s.
             */
            workPerformed: string;
            /**
             * Format: double
             * @description Hours worked; counted from the work logs unless given
             * @example 1.25
             */
            actualHours?: number;
            /**
             * @description Parts used, in words
             * @example 4 hanger rollers
             */
            partsNote?: string | null;
        };
        PlannedPartAtLocation: {
            /**
             * Format: uuid
             * @description Stock location
             * @example 00000000-0000-7000-8000-000000000001
             */
            locationId: string;
            /**
             * @description Its name
             * @example Main store
             */
            name: string;
            /**
             * Format: int32
             * @description How many are planned from there
             * @example 4
             */
            planned: number;
            /**
             * Format: int32
             * @description How many are set aside there
             * @example 2
             */
            reserved: number;
        };
        WorkOrderPart: {
            /**
             * Format: uuid
             * @description Part
             * @example 019b76da-a800-7c30-bfd3-3a038eb1f9b0
             */
            partId: string;
            /**
             * @description Its number
             * @example CT-2015
             */
            partNumber: string;
            /**
             * @description Its name
             * @example Landing call button, steel, Braille
             */
            name: string;
            /**
             * @description What one of it is
             * @example piece
             */
            unitOfMeasure: string | null;
            /**
             * Format: int32
             * @description How many are planned, from all locations
             * @example 4
             */
            planned: number;
            /**
             * Format: int32
             * @description How many are set aside for this work order
             * @example 2
             */
            reserved: number;
            /**
             * Format: int32
             * @description How many were used and did not come back
             * @example 2
             */
            used: number;
            /**
             * Format: int32
             * @description How many are planned, but neither used nor set aside; 0 for work that has ended
             * @example 0
             */
            missing: number;
            /**
             * @description What the used ones cost; null also for callers without the permission `costs:read`
             * @example {
             *       "amount": "85.00",
             *       "currency": "EUR"
             *     }
             */
            cost?: components["schemas"]["Money"] | null;
            /** @description Where they are planned from, in the order of the names */
            locations: components["schemas"]["PlannedPartAtLocation"][];
        };
        WorkOrderParts: {
            /**
             * Format: uuid
             * @description Work order
             * @example 019b76da-a800-7ccc-8adf-621e12f13b0a
             */
            workOrderId: string;
            /**
             * @description What all parts cost, an amount for each currency; null also for callers without the permission `costs:read`
             * @example [
             *       {
             *         "amount": "85.00",
             *         "currency": "EUR"
             *       }
             *     ]
             */
            costs: components["schemas"]["Money"][] | null;
            /** @description The parts, in the order of their names */
            parts: components["schemas"]["WorkOrderPart"][];
        };
        PlanParts: {
            /**
             * Format: uuid
             * @description Part
             * @example 019b76da-a800-7c30-bfd3-3a038eb1f9b0
             */
            partId: string;
            /**
             * Format: int32
             * @description How many
             * @example 2
             */
            quantity: number;
            /**
             * Format: uuid
             * @description Stock location; the default one unless given
             * @example 00000000-0000-7000-8000-000000000001
             */
            locationId?: string;
        };
        ReleaseParts: {
            /**
             * Format: uuid
             * @description Part
             * @example 019b76da-a800-7c30-bfd3-3a038eb1f9b0
             */
            partId: string;
            /**
             * Format: uuid
             * @description Stock location; all of them unless given
             * @example 00000000-0000-7000-8000-000000000001
             */
            locationId?: string;
        };
        UseParts: {
            /**
             * Format: uuid
             * @description Part
             * @example 019b76da-a800-7c30-bfd3-3a038eb1f9b0
             */
            partId: string;
            /**
             * Format: int32
             * @description How many
             * @example 2
             */
            quantity: number;
            /**
             * Format: uuid
             * @description Stock location; the default one unless given
             * @example 00000000-0000-7000-8000-000000000001
             */
            locationId?: string;
            /**
             * @description Notes
             * @example Second floor
             */
            notes?: string | null;
        };
        ReturnUsedParts: {
            /**
             * Format: uuid
             * @description Part
             * @example 019b76da-a800-7c30-bfd3-3a038eb1f9b0
             */
            partId: string;
            /**
             * Format: int32
             * @description How many
             * @example 2
             */
            quantity: number;
            /**
             * Format: uuid
             * @description Stock location; the default one unless given
             * @example 00000000-0000-7000-8000-000000000001
             */
            locationId?: string;
            /**
             * @description Notes
             * @example Second floor
             */
            notes?: string | null;
        };
        /**
         * @description Order of a list; - sorts descending
         * @enum {string}
         */
        WorkOrderRecordSort: "createdAt" | "-createdAt";
        WorkOrderHistoryEntry: {
            /**
             * Format: uuid
             * @description Id
             * @example 01980a5e-7b1c-7cc0-8f6e-2a64f0d3baaa
             */
            id: string;
            /**
             * @description What happened: created, assigned, started …, or a field with _changed behind it
             * @example started
             */
            action: string;
            /**
             * @description Value before: a status, the id of a user or team, or the text of a field
             * @example assigned
             */
            oldValue: string | null;
            /**
             * @description Value after
             * @example in_progress
             */
            newValue: string | null;
            /**
             * @description The reason, where one was given
             * @example null
             */
            notes: string | null;
            /**
             * Format: uuid
             * @description Who did it; null when the system did
             * @example 019b76da-a800-79b4-a079-a56aad4f8999
             */
            userId: string | null;
            /**
             * @description Name of that user
             * @example Jonas Petersen
             */
            userName: string | null;
            /**
             * Format: date-time
             * @description When
             * @example 2026-11-24T08:05:00.000Z
             */
            createdAt: string;
        };
        HistoryEntryPage: {
            /** @description The rows of this page */
            data: components["schemas"]["WorkOrderHistoryEntry"][];
            /**
             * @description Cursor of the next page; null on the last one
             * @example null
             */
            nextCursor: string | null;
            /**
             * Format: int64
             * @description All rows that match; only with include=total
             * @example 1
             */
            total?: number;
        };
        WorkOrderComment: {
            /**
             * Format: uuid
             * @description Id
             * @example 01980a5e-7b1c-7cc0-8f6e-2a64f0d3bbbb
             */
            id: string;
            /**
             * @description What was said
             * @example The part arrives on Tuesday.
             */
            comment: string;
            /**
             * Format: uuid
             * @description Who said it
             * @example 019b76da-a800-7ccd-9d46-2b8ab642935b
             */
            userId: string;
            /**
             * @description Name of that user
             * @example Ingrid Sørensen
             */
            userName: string | null;
            /**
             * Format: date-time
             * @description When
             * @example 2026-11-24T08:05:00.000Z
             */
            createdAt: string;
        };
        CommentPage: {
            /** @description The rows of this page */
            data: components["schemas"]["WorkOrderComment"][];
            /**
             * @description Cursor of the next page; null on the last one
             * @example null
             */
            nextCursor: string | null;
            /**
             * Format: int64
             * @description All rows that match; only with include=total
             * @example 1
             */
            total?: number;
        };
        CreateWorkOrderComment: {
            /**
             * @description What was said
             * @example The part arrives on Tuesday.
             */
            comment: string;
        };
        /**
         * @description Order of a list; - sorts descending
         * @enum {string}
         */
        MaintenanceScheduleSort: "nextOccurrenceAt" | "-nextOccurrenceAt" | "scheduleName" | "-scheduleName" | "createdAt" | "-createdAt" | "updatedAt" | "-updatedAt";
        /**
         * @description Step from one date to the next
         * @enum {string}
         */
        FrequencyType: "daily" | "weekly" | "monthly" | "quarterly" | "yearly" | "custom_days";
        /**
         * @description Whether the next date counts from the due date (fixed) or from the completion (floating)
         * @enum {string}
         */
        RecurrenceBasis: "fixed" | "floating";
        /**
         * @description Which dates are made that passed unnoticed
         * @enum {string}
         */
        CatchUpPolicy: "all" | "latest" | "none";
        /**
         * @description Whether a work order is made while another of the schedule is open
         * @enum {string}
         */
        OverlapPolicy: "skip" | "allow";
        MaintenanceSchedule: {
            /**
             * Format: uuid
             * @description Id
             * @example 019b76da-a800-7d0f-b35f-194feace1305
             */
            id: string;
            /**
             * @description Name
             * @example Quarterly service
             */
            scheduleName: string;
            /**
             * Format: uuid
             * @description The machine it is for
             * @example 019b76da-a800-730d-a036-88b860d7ed5e
             */
            equipmentId: string;
            /**
             * @description Name of the machine
             * @example Passenger lift A1
             */
            equipmentName: string;
            /**
             * @description What it is for
             * @example As the maker asks for it.
             */
            description: string | null;
            /**
             * @description The step from one date to the next
             * @example quarterly
             */
            frequencyType: components["schemas"]["FrequencyType"];
            /**
             * Format: int32
             * @description Every how many of them; for custom_days the number of days, which must be given
             * @example 1
             */
            frequencyValue: number;
            /**
             * @description First date, wall-clock time in `timezone`. It gives weekday, day of the month and time of all others
             * @example 2027-01-31T09:00:00
             */
            firstOccurrenceAt: string;
            /**
             * @description IANA zone; that of the machine's facility unless given
             * @example Europe/Berlin
             */
            timezone: string;
            /**
             * @description Whether the next date counts from the due date (fixed) or from the completion (floating)
             * @example fixed
             */
            recurrenceBasis: components["schemas"]["RecurrenceBasis"];
            /**
             * Format: int32
             * @description Days by which a work order is made before it is due
             * @example 7
             */
            leadDays: number;
            /**
             * @description Which dates are made that passed unnoticed, say during a pause
             * @example latest
             */
            catchUp: components["schemas"]["CatchUpPolicy"];
            /**
             * @description Whether a work order is made while another of this schedule is open
             * @example skip
             */
            overlap: components["schemas"]["OverlapPolicy"];
            /**
             * Format: date-time
             * @description Next date; null at the end of the calendar
             * @example 2027-01-31T08:00:00.000Z
             */
            nextOccurrenceAt: string | null;
            /**
             * Format: date-time
             * @description Last date a work order was made for
             * @example null
             */
            lastOccurrenceAt: string | null;
            /**
             * @description Title of the work orders; the name unless given
             * @example Service lift A1
             */
            workOrderTitle: string | null;
            /**
             * @description Description of the work orders
             * @example Checklist A.
             */
            workOrderDescription: string | null;
            /**
             * @description Priority of the work orders
             * @example medium
             */
            workOrderPriority: components["schemas"]["Priority"];
            /**
             * Format: double
             * @description Estimated hours of each
             * @example 1.5
             */
            estimatedHours: number | null;
            /**
             * Format: uuid
             * @description User the work orders are assigned to
             * @example 019b76da-a800-79b4-a079-a56aad4f8999
             */
            defaultAssignedTo: string | null;
            /**
             * Format: uuid
             * @description Team they are assigned to when no user is
             * @example null
             */
            defaultAssignedTeam: string | null;
            /**
             * @description Whether it makes work orders at all
             * @example true
             */
            isActive: boolean;
            /**
             * @description Whether it is paused
             * @example false
             */
            isPaused: boolean;
            /**
             * Format: date-time
             * @description Since when it is paused
             * @example null
             */
            pausedAt: string | null;
            /**
             * @description Why it is paused
             * @example null
             */
            pauseReason: string | null;
            /**
             * @description Why nothing can be made of it for the time being
             * @example null
             */
            restingReason: string | null;
            /**
             * Format: date-time
             * @description When that is looked at again
             * @example null
             */
            restsUntil: string | null;
            /**
             * Format: uuid
             * @description Who added it
             * @example 019b76da-a800-7ccd-9d46-2b8ab642935b
             */
            createdById: string | null;
            /**
             * Format: int32
             * @description Counts the changes; the ETag begins with it
             * @example 1
             */
            version: number;
            /**
             * Format: date-time
             * @description When it was added
             * @example 2026-11-22T10:00:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it was last changed
             * @example 2026-11-22T10:00:00.000Z
             */
            updatedAt: string;
        };
        MaintenanceSchedulePage: {
            /** @description The rows of this page */
            data: components["schemas"]["MaintenanceSchedule"][];
            /**
             * @description Cursor of the next page; null on the last one
             * @example null
             */
            nextCursor: string | null;
            /**
             * Format: int64
             * @description All rows that match; only with include=total
             * @example 1
             */
            total?: number;
        };
        /** @description `frequencyValue` is required when `frequencyType` is `custom_days`. */
        CreateMaintenanceSchedule: {
            /**
             * @description Name
             * @example Quarterly service
             */
            scheduleName: string;
            /**
             * Format: uuid
             * @description The machine it is for
             * @example 019b76da-a800-730d-a036-88b860d7ed5e
             */
            equipmentId: string;
            /**
             * @description The step from one date to the next
             * @example quarterly
             */
            frequencyType: components["schemas"]["FrequencyType"];
            /**
             * @description First date, wall-clock time in `timezone`. It gives weekday, day of the month and time of all others
             * @example 2027-01-31T09:00:00
             */
            firstOccurrenceAt: string;
            /**
             * @description What it is for
             * @example As the maker asks for it.
             */
            description?: string | null;
            /**
             * Format: int32
             * @description Every how many of them; for custom_days the number of days, which must be given
             * @default 1
             * @example 1
             */
            frequencyValue?: number;
            /**
             * @description IANA zone; that of the machine's facility unless given
             * @example Europe/Berlin
             */
            timezone?: string;
            /**
             * @description Whether the next date counts from the due date (fixed) or from the completion (floating)
             * @default fixed
             * @example fixed
             */
            recurrenceBasis?: components["schemas"]["RecurrenceBasis"];
            /**
             * Format: int32
             * @description Days by which a work order is made before it is due
             * @default 0
             * @example 7
             */
            leadDays?: number;
            /**
             * @description Which dates are made that passed unnoticed, say during a pause
             * @default latest
             * @example latest
             */
            catchUp?: components["schemas"]["CatchUpPolicy"];
            /**
             * @description Whether a work order is made while another of this schedule is open
             * @default skip
             * @example skip
             */
            overlap?: components["schemas"]["OverlapPolicy"];
            /**
             * @description Title of the work orders; the name unless given
             * @example Service lift A1
             */
            workOrderTitle?: string | null;
            /**
             * @description Description of the work orders
             * @example Checklist A.
             */
            workOrderDescription?: string | null;
            /**
             * @description Priority of the work orders
             * @default medium
             * @example medium
             */
            workOrderPriority?: components["schemas"]["Priority"];
            /**
             * Format: double
             * @description Estimated hours of each
             * @example 1.5
             */
            estimatedHours?: number | null;
            /**
             * Format: uuid
             * @description User the work orders are assigned to
             * @example 019b76da-a800-79b4-a079-a56aad4f8999
             */
            defaultAssignedTo?: string | null;
            /**
             * Format: uuid
             * @description Team they are assigned to when no user is
             * @example null
             */
            defaultAssignedTeam?: string | null;
            /**
             * @description Whether it makes work orders at all
             * @default true
             * @example true
             */
            isActive?: boolean;
        };
        MaintenanceScheduleBulk: {
            /** @description What to create */
            items: components["schemas"]["CreateMaintenanceSchedule"][];
        };
        /** @description `frequencyValue` is required when `frequencyType` is `custom_days`. */
        SchedulePreviewRequest: {
            /**
             * @description The step from one date to the next
             * @example quarterly
             */
            frequencyType: components["schemas"]["FrequencyType"];
            /**
             * @description First date, wall-clock time in `timezone`. It gives weekday, day of the month and time of all others
             * @example 2027-01-31T09:00:00
             */
            firstOccurrenceAt: string;
            /**
             * Format: int32
             * @description Every how many of them; for custom_days the number of days, which must be given
             * @default 1
             * @example 1
             */
            frequencyValue?: number;
            /**
             * Format: uuid
             * @description The machine it would be for
             * @example 019b76da-a800-730d-a036-88b860d7ed5e
             */
            equipmentId?: string;
            /**
             * @description IANA zone; that of the machine's facility unless given, without a machine that of the account
             * @example Europe/Berlin
             */
            timezone?: string;
            /**
             * Format: int32
             * @description How many dates
             * @default 10
             * @example 4
             */
            count?: number;
        };
        PreviewedOccurrence: {
            /**
             * Format: date-time
             * @description The date
             * @example 2027-02-28T08:00:00.000Z
             */
            occurrenceAt: string;
            /**
             * @description Why it is that date
             * @example every month on day 31
             */
            reason: string;
        };
        SchedulePreview: {
            /** @description The first dates, in order */
            data: components["schemas"]["PreviewedOccurrence"][];
        };
        CappedSchedule: {
            /**
             * Format: uuid
             * @description The schedule
             * @example 019b76da-a800-7d0f-b35f-194feace1305
             */
            scheduleId: string;
            /**
             * @description What was cut, and what becomes of it
             * @example 100 work orders are made at once, more follow with the next run
             */
            note: string;
        };
        RestingSchedule: {
            /**
             * Format: uuid
             * @description The schedule
             * @example 019b76da-a800-7d0f-b35f-194feace1305
             */
            scheduleId: string;
            /**
             * @description Why nothing can be made of it
             * @example timezone must be an IANA time zone, such as Europe/Berlin
             */
            reason: string;
        };
        GenerationReport: {
            /**
             * Format: int32
             * @description Work orders made
             * @example 1
             */
            generated: number;
            /**
             * Format: int32
             * @description Dates without a work order because of an open one or a machine out of use
             * @example 0
             */
            skipped: number;
            /**
             * Format: int32
             * @description Dates that passed and are not made up for
             * @example 0
             */
            missed: number;
            /**
             * @description Schedules of which not everything was made at once
             * @example []
             */
            capped: components["schemas"]["CappedSchedule"][];
            /**
             * @description Schedules of which nothing can be made for the time being: they are tried again within an hour, or when asked for
             * @example []
             */
            resting: components["schemas"]["RestingSchedule"][];
        };
        UpdateMaintenanceSchedule: {
            /**
             * @description Name
             * @example Quarterly service
             */
            scheduleName?: string;
            /**
             * @description What it is for
             * @example As the maker asks for it.
             */
            description?: string | null;
            /**
             * @description The step from one date to the next
             * @example quarterly
             */
            frequencyType?: components["schemas"]["FrequencyType"];
            /**
             * Format: int32
             * @description Every how many of them; for custom_days the number of days, which must be given
             * @example 1
             */
            frequencyValue?: number;
            /**
             * @description First date, wall-clock time in `timezone`. It gives weekday, day of the month and time of all others
             * @example 2027-01-31T09:00:00
             */
            firstOccurrenceAt?: string;
            /**
             * @description IANA zone; that of the machine's facility unless given
             * @example Europe/Berlin
             */
            timezone?: string;
            /**
             * @description Whether the next date counts from the due date (fixed) or from the completion (floating)
             * @example fixed
             */
            recurrenceBasis?: components["schemas"]["RecurrenceBasis"];
            /**
             * Format: int32
             * @description Days by which a work order is made before it is due
             * @example 7
             */
            leadDays?: number;
            /**
             * @description Which dates are made that passed unnoticed, say during a pause
             * @example latest
             */
            catchUp?: components["schemas"]["CatchUpPolicy"];
            /**
             * @description Whether a work order is made while another of this schedule is open
             * @example skip
             */
            overlap?: components["schemas"]["OverlapPolicy"];
            /**
             * @description Title of the work orders; the name unless given
             * @example Service lift A1
             */
            workOrderTitle?: string | null;
            /**
             * @description Description of the work orders
             * @example Checklist A.
             */
            workOrderDescription?: string | null;
            /**
             * @description Priority of the work orders
             * @example medium
             */
            workOrderPriority?: components["schemas"]["Priority"];
            /**
             * Format: double
             * @description Estimated hours of each
             * @example 1.5
             */
            estimatedHours?: number | null;
            /**
             * Format: uuid
             * @description User the work orders are assigned to
             * @example 019b76da-a800-79b4-a079-a56aad4f8999
             */
            defaultAssignedTo?: string | null;
            /**
             * Format: uuid
             * @description Team they are assigned to when no user is
             * @example null
             */
            defaultAssignedTeam?: string | null;
            /**
             * @description Whether it makes work orders at all
             * @example true
             */
            isActive?: boolean;
        };
        MaintenanceSchedulePause: {
            /**
             * @description Why it is paused
             * @example Lift out of use during the refurbishment.
             */
            reason: string;
        };
        MaintenanceOccurrenceSkip: {
            /**
             * Format: date-time
             * @description The date to skip: `nextOccurrenceAt` of the schedule, so that no other is skipped when that has moved on
             * @example 2035-03-15T08:00:00.000Z
             */
            occurrenceAt: string;
            /**
             * @description Why
             * @example Lift out of use during the refurbishment.
             */
            reason: string;
        };
        /**
         * @description Order of a list; - sorts descending
         * @enum {string}
         */
        MaintenanceOccurrenceSort: "occurrenceAt" | "-occurrenceAt";
        /**
         * @description What became of a date
         * @enum {string}
         */
        MaintenanceOccurrenceStatus: "generated" | "skipped" | "missed";
        MaintenanceOccurrence: {
            /**
             * Format: uuid
             * @description Id
             * @example 01980a5e-7b1c-7cc0-8f6e-2a64f0d3a111
             */
            id: string;
            /**
             * Format: uuid
             * @description The schedule
             * @example 019b76da-a800-7d0f-b35f-194feace1305
             */
            scheduleId: string;
            /**
             * Format: uuid
             * @description The machine
             * @example 019b76da-a800-730d-a036-88b860d7ed5e
             */
            equipmentId: string;
            /**
             * Format: date-time
             * @description The date
             * @example 2027-01-31T08:00:00.000Z
             */
            occurrenceAt: string;
            /**
             * @description What became of it
             * @example generated
             */
            status: components["schemas"]["MaintenanceOccurrenceStatus"];
            /**
             * Format: uuid
             * @description The work order, when one was made
             * @example 01980a5e-7b1c-7cc0-8f6e-2a64f0d3b111
             */
            workOrderId: string | null;
            /**
             * @description Why
             * @example every 3 months on day 31
             */
            reason: string | null;
            /**
             * Format: date-time
             * @description When that was decided
             * @example 2027-01-24T08:00:00.000Z
             */
            createdAt: string;
        };
        MaintenanceOccurrencePage: {
            /** @description The rows of this page */
            data: components["schemas"]["MaintenanceOccurrence"][];
            /**
             * @description Cursor of the next page; null on the last one
             * @example null
             */
            nextCursor: string | null;
            /**
             * Format: int64
             * @description All rows that match; only with include=total
             * @example 1
             */
            total?: number;
        };
        /**
         * @description Order of a list; - sorts descending
         * @enum {string}
         */
        NotificationSort: "createdAt" | "-createdAt";
        Notification: {
            /**
             * Format: uuid
             * @description Id
             * @example 019b76da-a800-7953-8a5f-097dc75b539f
             */
            id: string;
            /**
             * @description What it is about
             * @example task_overdue
             */
            type: string;
            /**
             * @description One line
             * @example Overdue: Encoder fault E1042, lift out of service
             */
            title: string;
            /**
             * @description The whole message
             * @example Encoder fault E1042, lift out of service. Priority critical. Due 2026-11-22T10:00:00.000Z.
             */
            message: string;
            /**
             * @description Path of the resource in this API; null when there is none, or you may not see it any more
             * @example /v1/work-orders/019b76da-a800-7692-936c-c032656f0c77
             */
            linkUrl: string | null;
            /**
             * @description Kind of the resource
             * @example work_order
             */
            linkType: string | null;
            /**
             * Format: uuid
             * @description Id of the resource
             * @example 019b76da-a800-7692-936c-c032656f0c77
             */
            linkId: string | null;
            /**
             * @description Whether you have read it
             * @example false
             */
            isRead: boolean;
            /**
             * Format: date-time
             * @description When you read it
             * @example null
             */
            readAt: string | null;
            /**
             * Format: date-time
             * @description When you were told
             * @example 2026-11-22T10:00:00.000Z
             */
            createdAt: string;
        };
        NotificationPage: {
            /** @description The rows of this page */
            data: components["schemas"]["Notification"][];
            /**
             * @description Cursor of the next page; null on the last one
             * @example null
             */
            nextCursor: string | null;
            /**
             * Format: int64
             * @description All rows that match; only with include=total
             * @example 1
             */
            total?: number;
        };
        NotificationCount: {
            /**
             * Format: int32
             * @description How many
             * @example 3
             */
            count: number;
        };
        /**
         * @description A role whose users may have to have a second factor
         * @enum {string}
         */
        TwoFactorRole: "admin" | "manager" | "employee" | "technician" | "customer";
        /**
         * @description What a program may be allowed: every permission but those to manage API keys
         * @enum {string}
         */
        ApiKeyScope: "tenant:read" | "tenant:update" | "domains:read" | "domains:manage" | "usage:read" | "operations:manage" | "users:read" | "users:create" | "users:invite" | "users:update" | "users:deactivate" | "users:grant" | "teams:read" | "teams:create" | "teams:update" | "audit_logs:read" | "audit_logs:export" | "facilities:read" | "facilities:read_all" | "facilities:create" | "facilities:update" | "facilities:delete" | "buildings:read" | "buildings:create" | "buildings:update" | "buildings:delete" | "equipment:read" | "equipment:create" | "equipment:update" | "equipment:decommission" | "equipment:delete" | "costs:read" | "parts:read" | "parts:create" | "parts:update" | "parts:receive" | "parts:issue" | "parts:reserve" | "parts:adjust" | "parts:transfer" | "stock_movements:read" | "stock_locations:read" | "stock_locations:create" | "stock_locations:update" | "suppliers:read" | "suppliers:create" | "suppliers:update" | "work_orders:read" | "work_orders:read_all" | "work_orders:create" | "work_orders:update" | "work_orders:assign" | "work_orders:start" | "work_orders:hold" | "work_orders:resume" | "work_orders:complete" | "work_orders:cancel" | "work_orders:reject" | "work_orders:reopen" | "work_orders:comment" | "maintenance_schedules:read" | "maintenance_schedules:create" | "maintenance_schedules:update" | "maintenance_schedules:delete" | "maintenance_schedules:generate";
        /**
         * @description What comes with a machine when asked for
         * @enum {string}
         */
        EquipmentExpansion: "facility" | "building";
        /**
         * @description What may be done with a work order: `POST /v1/work-orders/{id}/<name>`
         * @enum {string}
         */
        WorkOrderTransition: "assign" | "unassign" | "start" | "hold" | "resume" | "complete" | "cancel" | "reject" | "reopen";
        /**
         * @description What comes with a work order when asked for
         * @enum {string}
         */
        WorkOrderExpansion: "equipment" | "facility" | "assignee" | "team";
        /** @description A text, a number, true or false */
        AttributeValue: string | number | boolean;
        /** @description A refusal in the form of RFC 9457. Some carry further members, which their operation describes. */
        Problem: {
            /**
             * Format: uri-reference
             * @description Address, on this server, of a page that explains the code
             */
            type: string;
            /** @description The status in words */
            title: string;
            /**
             * Format: int32
             * @description The HTTP status
             */
            status: number;
            /** @description What went wrong, for people */
            detail: string;
            /** @description Path of the request */
            instance: string;
            /** @description What went wrong, for programs */
            code: components["schemas"]["ProblemCode"];
            /** @description Quote it when you ask us */
            requestId: string;
            /** @description Each wrong field or parameter */
            errors?: components["schemas"]["FieldError"][];
        } & {
            [key: string]: unknown;
        };
        FieldError: {
            /** @description JSON pointer (RFC 6901) into the body, or / and the name of the parameter */
            pointer: string;
            /** @description What is wrong, for programs */
            code: components["schemas"]["FieldErrorCode"];
            /** @description What is wrong, for people */
            detail: string;
        };
        /**
         * @description What went wrong, for programs; stable. Later versions may add some: treat one that you do not know by its status. GET /problems explains each.
         * @example request.invalid
         */
        ProblemCode: string;
        /**
         * @description What is wrong with the field, for programs; stable. Problems that one field is at fault for repeat their code here. Later versions may add some: treat one that you do not know by its status. GET /problems explains each.
         * @example field.required
         */
        FieldErrorCode: string;
    };
    responses: {
        /** @description The request is malformed. */
        BadRequest: {
            headers: {
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Nobody is signed in: the request carries no access token. */
        Unauthorized: {
            headers: {
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Your plan does not include this. */
        PaymentRequired: {
            headers: {
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description You are not permitted to do this. */
        Forbidden: {
            headers: {
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such resource, or you may not see it. */
        NotFound: {
            headers: {
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The answer cannot be given in any of the accepted media types. */
        NotAcceptable: {
            headers: {
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The resource was changed by someone else since it was read, or If-Match is no ETag of it. */
        PreconditionFailed: {
            headers: {
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is larger than 1 MiB, or than 16 KiB where nobody needs to be signed in. */
        PayloadTooLarge: {
            headers: {
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is not sent as JSON, or is compressed. */
        UnsupportedMediaType: {
            headers: {
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The request is well-formed but wrong. */
        UnprocessableEntity: {
            headers: {
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The change does not say which version it is meant for. */
        PreconditionRequired: {
            headers: {
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The service is not available just now. */
        ServiceUnavailable: {
            headers: {
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                RateLimit: components["headers"]["RateLimit"];
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The request is malformed. The address contains a credential. The body names a member twice. The cursor is not one of this list, filter and sort. A parameter of the address is wrong; see errors. A value is out of range or cannot be stored. The body is not valid JSON. A parameter is given more than once. The body is nested deeper than 32 levels. The body has fields that this address does not take. The address has parameters that are not known here. Idempotency-Key must be 1 to 255 printable ASCII characters. */
        KeyedBadRequest: {
            headers: {
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The request with this Idempotency-Key is still being worked on. The request was carried out, but its answer cannot be given again. */
        KeyedConflict: {
            headers: {
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The request is well-formed but wrong. A value is out of range or cannot be stored. This Idempotency-Key was sent with another query or body before. */
        KeyedUnprocessableEntity: {
            headers: {
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The request is malformed. */
        BadParameters: {
            headers: {
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Too many requests. */
        TooManyRequests: {
            headers: {
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                RateLimit: components["headers"]["RateLimit"];
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Something went wrong on our side. */
        Error: {
            headers: {
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
        IdempotencyKey: string;
        /** @description The `ETag` of the answer that you have: 304 without a body says that it is still the same. Takes one, weak ones (`W/"…"`) too, several separated by commas, or `*` for any. Unlike If-Match it compares the whole tag: the version alone matches nothing. */
        IfNoneMatch: string;
        /** @description Slug of the account, where neither the host name nor the body names it. Where several do, they name the same one. With an access token it is not needed: the token names the account. */
        XTenant: string;
    };
    requestBodies: never;
    headers: {
        /** @description Limits that hold for the caller: `burst` allows `q` calls at once, and as many again in `w` seconds; `month` is what the plan includes. */
        RateLimitPolicy: string;
        /** @description Calls left of each limit (`r`), and seconds until all of them are there again (`t`). */
        RateLimit: string;
        /** @description Seconds until it is worth trying again */
        RetryAfter: number;
        /** @description `true` when the answer was given before, to the first request with this Idempotency-Key. */
        IdempotentReplayed: boolean;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listOperations: {
        parameters: {
            query?: {
                /** @description Page size; above 100 counts as 100 */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description `total` also counts all rows that match, which takes longer */
                include?: components["schemas"]["ListInclude"];
                /** @description Order; - sorts descending. Without it: -createdAt. */
                sort?: components["schemas"]["OperationSort"];
                /** @description Only changed at or after this time; with `sort=updatedAt` what a copy of the list has to take over */
                updatedAfter?: string;
                /** @description Only changed before this time */
                updatedBefore?: string;
                /** @description Only in these states (several: separated by commas, or the parameter repeated) */
                status?: components["schemas"]["OperationStatus"][];
                /** @description Only of this kind */
                kind?: string;
                /** @description Only asked for at or after */
                createdAfter?: string;
                /** @description Only asked for before */
                createdBefore?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page */
            200: {
                headers: {
                    /** @description Address of the next page, as rel="next" */
                    Link?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperationPage"];
                };
            };
            400: components["responses"]["BadParameters"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    getOperation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the answer that you have: 304 without a body says that it is still the same. Takes one, weak ones (`W/"…"`) too, several separated by commas, or `*` for any. Unlike If-Match it compares the whole tag: the version alone matches nothing. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The resource */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operation"];
                };
            };
            /** @description The same as what If-None-Match names */
            304: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadParameters"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    cancelOperation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operation"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            /** @description The operation has ended already. The request with this Idempotency-Key is still being worked on. The request was carried out, but its answer cannot be given again. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: components["responses"]["KeyedUnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    listTenantDomains: {
        parameters: {
            query?: {
                /** @description Page size; above 100 counts as 100 */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description `total` also counts all rows that match, which takes longer */
                include?: components["schemas"]["ListInclude"];
                /** @description Order; - sorts descending. Without it: domain. */
                sort?: components["schemas"]["TenantDomainSort"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page */
            200: {
                headers: {
                    /** @description Address of the next page, as rel="next" */
                    Link?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenantDomainPage"];
                };
            };
            400: components["responses"]["BadParameters"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    createTenantDomain: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateTenantDomain"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    /** @description Address of what was created */
                    Location?: string;
                    /** @description Tag of this answer, for If-None-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenantDomain"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            /** @description Another account has verified the domain. An account has at most 100 domains. The request with this Idempotency-Key is still being worked on. The request was carried out, but its answer cannot be given again. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description The text is no domain, or one that cannot be proven or belongs to the platform: `detail` says why. The request is well-formed but wrong. A value is out of range or cannot be stored. This Idempotency-Key was sent with another query or body before. */
            422: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    getTenantDomain: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the answer that you have: 304 without a body says that it is still the same. Takes one, weak ones (`W/"…"`) too, several separated by commas, or `*` for any. Unlike If-Match it compares the whole tag: the version alone matches nothing. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The resource */
            200: {
                headers: {
                    /** @description Tag of this answer, for If-None-Match */
                    ETag?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenantDomain"];
                };
            };
            /** @description The same as what If-None-Match names */
            304: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadParameters"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    removeTenantDomain: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed */
            204: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            /** @description The primary domain cannot be removed. The address below the domain of the platform comes with the account and cannot be removed. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    verifyTenantDomain: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description Tag of this answer, for If-None-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenantDomain"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            /** @description Another account has verified the domain. The request with this Idempotency-Key is still being worked on. The request was carried out, but its answer cannot be given again. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: components["responses"]["KeyedUnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    makeTenantDomainPrimary: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description Tag of this answer, for If-None-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenantDomain"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            /** @description Only a verified domain can be the primary one. The request with this Idempotency-Key is still being worked on. The request was carried out, but its answer cannot be given again. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: components["responses"]["KeyedUnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    getTenant: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the answer that you have: 304 without a body says that it is still the same. Takes one, weak ones (`W/"…"`) too, several separated by commas, or `*` for any. Unlike If-Match it compares the whole tag: the version alone matches nothing. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The resource */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tenant"];
                };
            };
            /** @description The same as what If-None-Match names */
            304: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadParameters"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    updateTenant: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that you have seen: the whole `ETag`, its version alone in quotes, or several of either, separated by commas, any of which may be the current one. The change is refused with 412 when the resource has moved on; a weak ETag (`W/"…"`) never matches. `*` names no version that was seen and is answered 428, as no header is. */
                "If-Match": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateTenant"];
            };
        };
        responses: {
            /** @description Changed */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tenant"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    getOnboarding: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the answer that you have: 304 without a body says that it is still the same. Takes one, weak ones (`W/"…"`) too, several separated by commas, or `*` for any. Unlike If-Match it compares the whole tag: the version alone matches nothing. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The resource */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Onboarding"];
                };
            };
            /** @description The same as what If-None-Match names */
            304: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadParameters"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    skipOnboarding: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that you have seen: the whole `ETag`, its version alone in quotes, or several of either, separated by commas, any of which may be the current one. The change is refused with 412 when the resource has moved on; a weak ETag (`W/"…"`) never matches. `*` names no version that was seen and is answered 428, as no header is. */
                "If-Match": string;
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Onboarding"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["KeyedConflict"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["KeyedUnprocessableEntity"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    resumeOnboarding: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that you have seen: the whole `ETag`, its version alone in quotes, or several of either, separated by commas, any of which may be the current one. The change is refused with 412 when the resource has moved on; a weak ETag (`W/"…"`) never matches. `*` names no version that was seen and is answered 428, as no header is. */
                "If-Match": string;
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Onboarding"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["KeyedConflict"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["KeyedUnprocessableEntity"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    getUsage: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the answer that you have: 304 without a body says that it is still the same. Takes one, weak ones (`W/"…"`) too, several separated by commas, or `*` for any. Unlike If-Match it compares the whole tag: the version alone matches nothing. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The resource */
            200: {
                headers: {
                    /** @description Tag of this answer, for If-None-Match */
                    ETag?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Usage"];
                };
            };
            /** @description The same as what If-None-Match names */
            304: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadParameters"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    signUp: {
        parameters: {
            query?: never;
            header?: {
                /** @description Slug of the account, where neither the host name nor the body names it. Where several do, they name the same one. With an access token it is not needed: the token names the account. */
                "X-Tenant"?: components["parameters"]["XTenant"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignUp"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    /** @description Address of what was created */
                    Location?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description The operators of this installation have switched sign-up off. */
            403: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            406: components["responses"]["NotAcceptable"];
            /** @description The slug, or the address that follows from it, belongs to another account. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description The slug, name, schema or domain of a tenant has not the form of one, or is reserved. The password has fewer than ten characters. The password has more than 256 characters. The password is one of the first that are tried. The password is made of the address, the name or the company. The request is well-formed but wrong. A value is out of range or cannot be stored. */
            422: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many sign-ups from this network, of this mailbox, or with addresses of this domain or kind. Too many unknown API keys came from this network. Valid ones are never refused for it. Too many calls at once. The API calls that the plan includes are used up. */
            429: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description More people are signing in, or more new credentials come in, than can be served at once. The service is not available just now. The account is being updated. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    login: {
        parameters: {
            query?: never;
            header?: {
                /** @description Slug of the account, where neither the host name nor the body names it. Where several do, they name the same one. With an access token it is not needed: the token names the account. */
                "X-Tenant"?: components["parameters"]["XTenant"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Login"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description Unknown account or user, names of accounts that disagree, inactive user or wrong password: the answer does not tell which. */
            401: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account is suspended or canceled. Told to those alone whose credential is valid. The password is right, but an administrator has reset it. Told to those alone who know it. The password is right, and the account has a second factor. `pendingToken` takes one code to sign in with, within five minutes, and opens nothing else. */
            403: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Nothing names the account to sign in to. The request is well-formed but wrong. A value is out of range or cannot be stored. */
            422: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts; Retry-After says how long to wait. Too many unknown API keys came from this network. Valid ones are never refused for it. Too many calls at once. The API calls that the plan includes are used up. */
            429: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description More people are signing in, or more new credentials come in, than can be served at once. The service is not available just now. The account is being updated. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    signInSecondStep: {
        parameters: {
            query?: never;
            header?: {
                /** @description Slug of the account, where neither the host name nor the body names it. Where several do, they name the same one. With an access token it is not needed: the token names the account. */
                "X-Tenant"?: components["parameters"]["XTenant"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SecondStep"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description The token is unknown, used or older than 5 minutes, 5 codes were tried with it, or the account changed meanwhile. The code is wrong, or it or a later one was used before. After 5 of them the sign-in has to begin anew. */
            401: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            /** @description Too many wrong passwords and codes, for the account or from the network. Too many unknown API keys came from this network. Valid ones are never refused for it. Too many calls at once. The API calls that the plan includes are used up. */
            429: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description More people are signing in, or more new credentials come in, than can be served at once. The service is not available just now. The account is being updated. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    refresh: {
        parameters: {
            query?: never;
            header?: {
                /** @description Slug of the account, where neither the host name nor the body names it. Where several do, they name the same one. With an access token it is not needed: the token names the account. */
                "X-Tenant"?: components["parameters"]["XTenant"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Refresh"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenPair"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description The token is unknown or expired, or its session has ended, or the request names another account. The token was used before. Its session has been ended, for one of the two users of the token has stolen it. */
            401: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account is suspended or canceled. Told to those alone whose credential is valid. */
            403: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            /** @description Too many unknown tokens came from this network. Valid ones are never refused for it. Too many unknown API keys came from this network. Valid ones are never refused for it. Too many calls at once. The API calls that the plan includes are used up. */
            429: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description More people are signing in, or more new credentials come in, than can be served at once. The service is not available just now. The account is being updated. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    logout: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["KeyedConflict"];
            422: components["responses"]["KeyedUnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    getTwoFactor: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the answer that you have: 304 without a body says that it is still the same. Takes one, weak ones (`W/"…"`) too, several separated by commas, or `*` for any. Unlike If-Match it compares the whole tag: the version alone matches nothing. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The resource */
            200: {
                headers: {
                    /** @description Tag of this answer, for If-None-Match */
                    ETag?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TwoFactor"];
                };
            };
            /** @description The same as what If-None-Match names */
            304: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadParameters"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    enrolTwoFactor: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TwoFactorEnrolment"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            /** @description The session is older than a quarter of an hour, which does not suffice for this; nor does an API key. You are not permitted to do this. The operation is about whoever is signed in, or manages access itself. It takes no API key. Host name, X-Tenant and credential do not all name the same account. The account demands a second factor of users of this role, and the user has none. The account is suspended or canceled. */
            403: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            406: components["responses"]["NotAcceptable"];
            /** @description The account has a second factor already. The request with this Idempotency-Key is still being worked on. The request was carried out, but its answer cannot be given again. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: components["responses"]["KeyedUnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    confirmTwoFactor: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfirmTwoFactor"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackupCodes"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            /** @description The account has a second factor already. No second factor waits to be confirmed. The request with this Idempotency-Key is still being worked on. The request was carried out, but its answer cannot be given again. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description The code is wrong, or was used before. The request is well-formed but wrong. A value is out of range or cannot be stored. This Idempotency-Key was sent with another query or body before. */
            422: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    renewBackupCodes: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackupCodes"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            /** @description The session is older than a quarter of an hour, which does not suffice for this; nor does an API key. You are not permitted to do this. The operation is about whoever is signed in, or manages access itself. It takes no API key. Host name, X-Tenant and credential do not all name the same account. The account demands a second factor of users of this role, and the user has none. The account is suspended or canceled. */
            403: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            406: components["responses"]["NotAcceptable"];
            /** @description The account has no second factor. The request with this Idempotency-Key is still being worked on. The request was carried out, but its answer cannot be given again. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: components["responses"]["KeyedUnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    disableTwoFactor: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DisableTwoFactor"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            /** @description The session is older than a quarter of an hour, which does not suffice for this; nor does an API key. You are not permitted to do this. The operation is about whoever is signed in, or manages access itself. It takes no API key. Host name, X-Tenant and credential do not all name the same account. The account demands a second factor of users of this role, and the user has none. The account is suspended or canceled. */
            403: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            406: components["responses"]["NotAcceptable"];
            /** @description The account has no second factor. The request with this Idempotency-Key is still being worked on. The request was carried out, but its answer cannot be given again. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description The code is wrong, or was used before. The request is well-formed but wrong. A value is out of range or cannot be stored. This Idempotency-Key was sent with another query or body before. */
            422: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts; Retry-After says how long to wait. Too many unknown API keys came from this network. Valid ones are never refused for it. Too many calls at once. The API calls that the plan includes are used up. */
            429: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    resetUserTwoFactor: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that you have seen: the whole `ETag`, its version alone in quotes, or several of either, separated by commas, any of which may be the current one. The change is refused with 412 when the resource has moved on; a weak ETag (`W/"…"`) never matches. `*` names no version that was seen and is answered 428, as no header is. */
                "If-Match": string;
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            /** @description The change gives or touches rights that you do not have; `missing` names them. The session is older than a quarter of an hour, which does not suffice for this; nor does an API key. You are not permitted to do this. The operation is about whoever is signed in, or manages access itself. It takes no API key. Host name, X-Tenant and credential do not all name the same account. The account demands a second factor of users of this role, and the user has none. The account is suspended or canceled. */
            403: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            /** @description The account has no second factor. Nobody can reset their own second factor as an administrator. The request with this Idempotency-Key is still being worked on. The request was carried out, but its answer cannot be given again. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["KeyedUnprocessableEntity"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    forgotPassword: {
        parameters: {
            query?: never;
            header?: {
                /** @description Slug of the account, where neither the host name nor the body names it. Where several do, they name the same one. With an access token it is not needed: the token names the account. */
                "X-Tenant"?: components["parameters"]["XTenant"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ForgotPassword"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Nothing names the account to sign in to. The request is well-formed but wrong. A value is out of range or cannot be stored. */
            422: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many links were asked for. Too many unknown API keys came from this network. Valid ones are never refused for it. Too many calls at once. The API calls that the plan includes are used up. */
            429: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description More people are signing in, or more new credentials come in, than can be served at once. The service is not available just now. The account is being updated. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    resetPassword: {
        parameters: {
            query?: never;
            header?: {
                /** @description Slug of the account, where neither the host name nor the body names it. Where several do, they name the same one. With an access token it is not needed: the token names the account. */
                "X-Tenant"?: components["parameters"]["XTenant"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResetPassword"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            /** @description The token is unknown, used or expired, a newer one was mailed since, or the request names another account. */
            401: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description The password has fewer than ten characters. The password has more than 256 characters. The password is one of the first that are tried. The password is made of the address, the name or the company. The request is well-formed but wrong. A value is out of range or cannot be stored. */
            422: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many unknown tokens came from this network. Valid ones are never refused for it. Too many unknown API keys came from this network. Valid ones are never refused for it. Too many calls at once. The API calls that the plan includes are used up. */
            429: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description More people are signing in, or more new credentials come in, than can be served at once. The service is not available just now. The account is being updated. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    resetUserPassword: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that you have seen: the whole `ETag`, its version alone in quotes, or several of either, separated by commas, any of which may be the current one. The change is refused with 412 when the resource has moved on; a weak ETag (`W/"…"`) never matches. `*` names no version that was seen and is answered 428, as no header is. */
                "If-Match": string;
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            /** @description The change gives or touches rights that you do not have; `missing` names them. You are not permitted to do this. The operation is about whoever is signed in, or manages access itself. It takes no API key. Host name, X-Tenant and credential do not all name the same account. The account demands a second factor of users of this role, and the user has none. The account is suspended or canceled. */
            403: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            /** @description Nobody can reset their own password as an administrator. The request with this Idempotency-Key is still being worked on. The request was carried out, but its answer cannot be given again. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            412: components["responses"]["PreconditionFailed"];
            /** @description The user is inactive. The request is well-formed but wrong. A value is out of range or cannot be stored. This Idempotency-Key was sent with another query or body before. */
            422: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the answer that you have: 304 without a body says that it is still the same. Takes one, weak ones (`W/"…"`) too, several separated by commas, or `*` for any. Unlike If-Match it compares the whole tag: the version alone matches nothing. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The resource */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description The same as what If-None-Match names */
            304: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadParameters"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    listMySessions: {
        parameters: {
            query?: {
                /** @description Page size; above 100 counts as 100 */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description `total` also counts all rows that match, which takes longer */
                include?: components["schemas"]["ListInclude"];
                /** @description Order; - sorts descending. Without it: -createdAt. */
                sort?: components["schemas"]["SessionSort"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page */
            200: {
                headers: {
                    /** @description Address of the next page, as rel="next" */
                    Link?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionPage"];
                };
            };
            400: components["responses"]["BadParameters"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    listUsers: {
        parameters: {
            query?: {
                /** @description Page size; above 100 counts as 100 */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description `total` also counts all rows that match, which takes longer */
                include?: components["schemas"]["ListInclude"];
                /** @description Order; - sorts descending. Without it: lastName. */
                sort?: components["schemas"]["UserSort"];
                /** @description Full-text search in names, e-mail addresses and employee numbers */
                q?: string;
                /** @description Only changed at or after this time; with `sort=updatedAt` what a copy of the list has to take over */
                updatedAfter?: string;
                /** @description Only changed before this time */
                updatedBefore?: string;
                /** @description Roles (several: separated by commas, or the parameter repeated) */
                role?: components["schemas"]["Role"][];
                /** @description Only active or only inactive users */
                active?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page */
            200: {
                headers: {
                    /** @description Address of the next page, as rel="next" */
                    Link?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserPage"];
                };
            };
            400: components["responses"]["BadParameters"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    createUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateUser"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    /** @description Address of what was created */
                    Location?: string;
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description The plan allows no more active users. Your plan does not include this. The plan does not include what is asked for; of any operation: it does not include API keys, and one was sent. */
            402: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The change gives or touches rights that you do not have; `missing` names them. You are not permitted to do this. The operation is about whoever is signed in, or manages access itself. It takes no API key. Host name, X-Tenant and credential do not all name the same account. The account demands a second factor of users of this role, and the user has none. The account is suspended or canceled. */
            403: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            406: components["responses"]["NotAcceptable"];
            /** @description Another user has this e-mail address; `existingId` names them. Another user has this employee number; `existingId` names them. The request with this Idempotency-Key is still being worked on. The request was carried out, but its answer cannot be given again. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description The password has fewer than ten characters. The password has more than 256 characters. The password is one of the first that are tried. The password is made of the address, the name or the company. The request is well-formed but wrong. A value is out of range or cannot be stored. This Idempotency-Key was sent with another query or body before. */
            422: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    getUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the answer that you have: 304 without a body says that it is still the same. Takes one, weak ones (`W/"…"`) too, several separated by commas, or `*` for any. Unlike If-Match it compares the whole tag: the version alone matches nothing. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The resource */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description The same as what If-None-Match names */
            304: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadParameters"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    updateUser: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that you have seen: the whole `ETag`, its version alone in quotes, or several of either, separated by commas, any of which may be the current one. The change is refused with 412 when the resource has moved on; a weak ETag (`W/"…"`) never matches. `*` names no version that was seen and is answered 428, as no header is. */
                "If-Match": string;
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateUser"];
            };
        };
        responses: {
            /** @description Changed */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            /** @description The change gives or touches rights that you do not have; `missing` names them. You are not permitted to do this. The operation is about whoever is signed in, or manages access itself. It takes no API key. Host name, X-Tenant and credential do not all name the same account. The account demands a second factor of users of this role, and the user has none. The account is suspended or canceled. */
            403: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            /** @description Another user has this e-mail address; `existingId` names them. Another user has this employee number; `existingId` names them. The account would be left without an active admin. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    activateUser: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that you have seen: the whole `ETag`, its version alone in quotes, or several of either, separated by commas, any of which may be the current one. The change is refused with 412 when the resource has moved on; a weak ETag (`W/"…"`) never matches. `*` names no version that was seen and is answered 428, as no header is. */
                "If-Match": string;
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description The plan allows no more active users. Your plan does not include this. The plan does not include what is asked for; of any operation: it does not include API keys, and one was sent. */
            402: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The change gives or touches rights that you do not have; `missing` names them. You are not permitted to do this. The operation is about whoever is signed in, or manages access itself. It takes no API key. Host name, X-Tenant and credential do not all name the same account. The account demands a second factor of users of this role, and the user has none. The account is suspended or canceled. */
            403: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["KeyedConflict"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["KeyedUnprocessableEntity"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    deactivateUser: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that you have seen: the whole `ETag`, its version alone in quotes, or several of either, separated by commas, any of which may be the current one. The change is refused with 412 when the resource has moved on; a weak ETag (`W/"…"`) never matches. `*` names no version that was seen and is answered 428, as no header is. */
                "If-Match": string;
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Handover"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeactivatedUser"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            /** @description The change gives or touches rights that you do not have; `missing` names them. You are not permitted to do this. The operation is about whoever is signed in, or manages access itself. It takes no API key. Host name, X-Tenant and credential do not all name the same account. The account demands a second factor of users of this role, and the user has none. The account is suspended or canceled. */
            403: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            /** @description The account would be left without an active admin. Nobody can deactivate themselves. The request with this Idempotency-Key is still being worked on. The request was carried out, but its answer cannot be given again. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description There is no such active user or team who could take the work over. Work goes to a user or to a team, not to both. The request is well-formed but wrong. A value is out of range or cannot be stored. This Idempotency-Key was sent with another query or body before. */
            422: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    getUserPermissions: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the answer that you have: 304 without a body says that it is still the same. Takes one, weak ones (`W/"…"`) too, several separated by commas, or `*` for any. Unlike If-Match it compares the whole tag: the version alone matches nothing. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The resource */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserRights"];
                };
            };
            /** @description The same as what If-None-Match names */
            304: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadParameters"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    replaceUserPermissions: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that you have seen: the whole `ETag`, its version alone in quotes, or several of either, separated by commas, any of which may be the current one. The change is refused with 412 when the resource has moved on; a weak ETag (`W/"…"`) never matches. `*` names no version that was seen and is answered 428, as no header is. */
                "If-Match": string;
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReplaceGrants"];
            };
        };
        responses: {
            /** @description Changed */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserRights"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            /** @description The change gives or touches rights that you do not have; `missing` names them. You are not permitted to do this. The operation is about whoever is signed in, or manages access itself. It takes no API key. Host name, X-Tenant and credential do not all name the same account. The account demands a second factor of users of this role, and the user has none. The account is suspended or canceled. */
            403: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    listPermissions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page */
            200: {
                headers: {
                    /** @description Address of the next page, as rel="next" */
                    Link?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermissionPage"];
                };
            };
            400: components["responses"]["BadParameters"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    listInvitations: {
        parameters: {
            query?: {
                /** @description Page size; above 100 counts as 100 */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description `total` also counts all rows that match, which takes longer */
                include?: components["schemas"]["ListInclude"];
                /** @description Order; - sorts descending. Without it: -createdAt. */
                sort?: components["schemas"]["InvitationSort"];
                /** @description Only changed at or after this time; with `sort=updatedAt` what a copy of the list has to take over */
                updatedAfter?: string;
                /** @description Only changed before this time */
                updatedBefore?: string;
                /** @description Only accepted or only open invitations */
                accepted?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page */
            200: {
                headers: {
                    /** @description Address of the next page, as rel="next" */
                    Link?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationPage"];
                };
            };
            400: components["responses"]["BadParameters"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    createInvitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateInvitation"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    /** @description Address of what was created */
                    Location?: string;
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invitation"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description The plan allows no more of them. Your plan does not include this. The plan does not include what is asked for; of any operation: it does not include API keys, and one was sent. */
            402: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The change gives or touches rights that you do not have; `missing` names them. You are not permitted to do this. The operation is about whoever is signed in, or manages access itself. It takes no API key. Host name, X-Tenant and credential do not all name the same account. The account demands a second factor of users of this role, and the user has none. The account is suspended or canceled. */
            403: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            406: components["responses"]["NotAcceptable"];
            /** @description Another user has this e-mail address; `existingId` names them. The address has an invitation that was not accepted; `existingId` names it. The request with this Idempotency-Key is still being worked on. The request was carried out, but its answer cannot be given again. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description There is no such active team. The request is well-formed but wrong. A value is out of range or cannot be stored. This Idempotency-Key was sent with another query or body before. */
            422: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    getInvitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the answer that you have: 304 without a body says that it is still the same. Takes one, weak ones (`W/"…"`) too, several separated by commas, or `*` for any. Unlike If-Match it compares the whole tag: the version alone matches nothing. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The resource */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invitation"];
                };
            };
            /** @description The same as what If-None-Match names */
            304: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadParameters"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    deleteInvitation: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that you have seen: the whole `ETag`, its version alone in quotes, or several of either, separated by commas, any of which may be the current one. The change is refused with 412 when the resource has moved on; a weak ETag (`W/"…"`) never matches. `*` names no version that was seen and is answered 428, as no header is. */
                "If-Match": string;
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed */
            204: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            /** @description The change gives or touches rights that you do not have; `missing` names them. You are not permitted to do this. The operation is about whoever is signed in, or manages access itself. It takes no API key. Host name, X-Tenant and credential do not all name the same account. The account demands a second factor of users of this role, and the user has none. The account is suspended or canceled. */
            403: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            /** @description The invitation has been accepted. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            412: components["responses"]["PreconditionFailed"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    resendInvitation: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that you have seen: the whole `ETag`, its version alone in quotes, or several of either, separated by commas, any of which may be the current one. The change is refused with 412 when the resource has moved on; a weak ETag (`W/"…"`) never matches. `*` names no version that was seen and is answered 428, as no header is. */
                "If-Match": string;
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invitation"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            /** @description The change gives or touches rights that you do not have; `missing` names them. You are not permitted to do this. The operation is about whoever is signed in, or manages access itself. It takes no API key. Host name, X-Tenant and credential do not all name the same account. The account demands a second factor of users of this role, and the user has none. The account is suspended or canceled. */
            403: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            /** @description The invitation has been accepted. The request with this Idempotency-Key is still being worked on. The request was carried out, but its answer cannot be given again. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["KeyedUnprocessableEntity"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    acceptInvitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Slug of the account, where neither the host name nor the body names it. Where several do, they name the same one. With an access token it is not needed: the token names the account. */
                "X-Tenant"?: components["parameters"]["XTenant"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcceptInvitation"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            /** @description The token is unknown, used, taken back or older than seven days, a newer one was mailed since, or the request names another account. */
            401: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The plan allows no more of them. */
            402: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            406: components["responses"]["NotAcceptable"];
            /** @description Another user has this e-mail address; `existingId` names them. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description The password has fewer than ten characters. The password has more than 256 characters. The password is one of the first that are tried. The password is made of the address, the name or the company. The request is well-formed but wrong. A value is out of range or cannot be stored. */
            422: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many unknown tokens came from this network. Valid ones are never refused for it. Too many unknown API keys came from this network. Valid ones are never refused for it. Too many calls at once. The API calls that the plan includes are used up. */
            429: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description More people are signing in, or more new credentials come in, than can be served at once. The service is not available just now. The account is being updated. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listTeams: {
        parameters: {
            query?: {
                /** @description Page size; above 100 counts as 100 */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description `total` also counts all rows that match, which takes longer */
                include?: components["schemas"]["ListInclude"];
                /** @description Order; - sorts descending. Without it: name. */
                sort?: components["schemas"]["TeamSort"];
                /** @description Full-text search in names */
                q?: string;
                /** @description Only changed at or after this time; with `sort=updatedAt` what a copy of the list has to take over */
                updatedAfter?: string;
                /** @description Only changed before this time */
                updatedBefore?: string;
                /** @description Only active or only inactive teams */
                active?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page */
            200: {
                headers: {
                    /** @description Address of the next page, as rel="next" */
                    Link?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeamPage"];
                };
            };
            400: components["responses"]["BadParameters"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    createTeam: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateTeam"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    /** @description Address of what was created */
                    Location?: string;
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Team"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["KeyedConflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description There is no such user. The user is inactive. The request is well-formed but wrong. A value is out of range or cannot be stored. This Idempotency-Key was sent with another query or body before. */
            422: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    getTeam: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the answer that you have: 304 without a body says that it is still the same. Takes one, weak ones (`W/"…"`) too, several separated by commas, or `*` for any. Unlike If-Match it compares the whole tag: the version alone matches nothing. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The resource */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Team"];
                };
            };
            /** @description The same as what If-None-Match names */
            304: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadParameters"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    updateTeam: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that you have seen: the whole `ETag`, its version alone in quotes, or several of either, separated by commas, any of which may be the current one. The change is refused with 412 when the resource has moved on; a weak ETag (`W/"…"`) never matches. `*` names no version that was seen and is answered 428, as no header is. */
                "If-Match": string;
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateTeam"];
            };
        };
        responses: {
            /** @description Changed */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Team"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description There is no such user. The user is inactive. The request is well-formed but wrong. A value is out of range or cannot be stored. */
            422: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    activateTeam: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that you have seen: the whole `ETag`, its version alone in quotes, or several of either, separated by commas, any of which may be the current one. The change is refused with 412 when the resource has moved on; a weak ETag (`W/"…"`) never matches. `*` names no version that was seen and is answered 428, as no header is. */
                "If-Match": string;
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Team"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["KeyedConflict"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["KeyedUnprocessableEntity"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    deactivateTeam: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that you have seen: the whole `ETag`, its version alone in quotes, or several of either, separated by commas, any of which may be the current one. The change is refused with 412 when the resource has moved on; a weak ETag (`W/"…"`) never matches. `*` names no version that was seen and is answered 428, as no header is. */
                "If-Match": string;
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Handover"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeamWithWork"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["KeyedConflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description There is no such active user or team who could take the work over. Work goes to a user or to a team, not to both. The request is well-formed but wrong. A value is out of range or cannot be stored. This Idempotency-Key was sent with another query or body before. */
            422: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    listTeamMembers: {
        parameters: {
            query?: {
                /** @description Page size; above 100 counts as 100 */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description `total` also counts all rows that match, which takes longer */
                include?: components["schemas"]["ListInclude"];
                /** @description Order; - sorts descending. Without it: lastName. */
                sort?: components["schemas"]["TeamMemberSort"];
                /** @description Only active or only inactive members */
                active?: boolean;
            };
            header?: never;
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page */
            200: {
                headers: {
                    /** @description Address of the next page, as rel="next" */
                    Link?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeamMemberPage"];
                };
            };
            400: components["responses"]["BadParameters"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    addTeamMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddMember"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Team"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            /** @description The user belongs to the team already. The request with this Idempotency-Key is still being worked on. The request was carried out, but its answer cannot be given again. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description There is no such user. The user is inactive. The request is well-formed but wrong. A value is out of range or cannot be stored. This Idempotency-Key was sent with another query or body before. */
            422: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    removeTeamMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the resource */
                id: string;
                /** @description Id of the user */
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed */
            204: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    releaseTeamMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
                /** @description Id of the user */
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Handover"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeamWithWork"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["KeyedConflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description There is no such active user or team who could take the work over. Work goes to a user or to a team, not to both. The request is well-formed but wrong. A value is out of range or cannot be stored. This Idempotency-Key was sent with another query or body before. */
            422: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    listApiKeys: {
        parameters: {
            query?: {
                /** @description Page size; above 100 counts as 100 */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description `total` also counts all rows that match, which takes longer */
                include?: components["schemas"]["ListInclude"];
                /** @description Order; - sorts descending. Without it: -createdAt. */
                sort?: components["schemas"]["ApiKeySort"];
                /** @description Only changed at or after this time; with `sort=updatedAt` what a copy of the list has to take over */
                updatedAfter?: string;
                /** @description Only changed before this time */
                updatedBefore?: string;
                /** @description Keys that act in the name of this user */
                createdById?: string;
                /** @description Only keys that are neither revoked nor expired, or only the others */
                usable?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page */
            200: {
                headers: {
                    /** @description Address of the next page, as rel="next" */
                    Link?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyPage"];
                };
            };
            400: components["responses"]["BadParameters"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    createApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateApiKey"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    /** @description Address of what was created */
                    Location?: string;
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description The plan does not include what is asked for; of any operation: it does not include API keys, and one was sent. Your plan does not include this. */
            402: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The change gives or touches rights that you do not have; `missing` names them. You are not permitted to do this. The operation is about whoever is signed in, or manages access itself. It takes no API key. Host name, X-Tenant and credential do not all name the same account. The account demands a second factor of users of this role, and the user has none. The account is suspended or canceled. */
            403: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["KeyedConflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description The API key would have expired already. The request is well-formed but wrong. A value is out of range or cannot be stored. This Idempotency-Key was sent with another query or body before. */
            422: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    getApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the answer that you have: 304 without a body says that it is still the same. Takes one, weak ones (`W/"…"`) too, several separated by commas, or `*` for any. Unlike If-Match it compares the whole tag: the version alone matches nothing. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The resource */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            /** @description The same as what If-None-Match names */
            304: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadParameters"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    updateApiKey: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that you have seen: the whole `ETag`, its version alone in quotes, or several of either, separated by commas, any of which may be the current one. The change is refused with 412 when the resource has moved on; a weak ETag (`W/"…"`) never matches. `*` names no version that was seen and is answered 428, as no header is. */
                "If-Match": string;
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateApiKey"];
            };
        };
        responses: {
            /** @description Changed */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            /** @description The change gives or touches rights that you do not have; `missing` names them. You are not permitted to do this. The operation is about whoever is signed in, or manages access itself. It takes no API key. Host name, X-Tenant and credential do not all name the same account. The account demands a second factor of users of this role, and the user has none. The account is suspended or canceled. */
            403: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            /** @description The API key is revoked or has expired. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description The API key would have expired already. The request is well-formed but wrong. A value is out of range or cannot be stored. */
            422: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    rotateApiKey: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that you have seen: the whole `ETag`, its version alone in quotes, or several of either, separated by commas, any of which may be the current one. The change is refused with 412 when the resource has moved on; a weak ETag (`W/"…"`) never matches. `*` names no version that was seen and is answered 428, as no header is. */
                "If-Match": string;
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RotateApiKey"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    /** @description Address of what was created */
                    Location?: string;
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description The plan does not include what is asked for; of any operation: it does not include API keys, and one was sent. Your plan does not include this. */
            402: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Only whoever made an API key can replace it by a new one, which acts in their name. You are not permitted to do this. The operation is about whoever is signed in, or manages access itself. It takes no API key. Host name, X-Tenant and credential do not all name the same account. The account demands a second factor of users of this role, and the user has none. The account is suspended or canceled. */
            403: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            /** @description The API key is revoked or has expired. The request with this Idempotency-Key is still being worked on. The request was carried out, but its answer cannot be given again. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description The API key would have expired already. The request is well-formed but wrong. A value is out of range or cannot be stored. This Idempotency-Key was sent with another query or body before. */
            422: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    revokeApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["KeyedConflict"];
            422: components["responses"]["KeyedUnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    listAuditLogs: {
        parameters: {
            query?: {
                /** @description Page size; above 100 counts as 100 */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description `total` also counts all rows that match, which takes longer */
                include?: components["schemas"]["ListInclude"];
                /** @description Order; - sorts descending. Without it: -createdAt. */
                sort?: components["schemas"]["AuditEntrySort"];
                /** @description Acts of this user, those of API keys in the name of the user included */
                userId?: string;
                /** @description Acts of this API key or operator */
                actorId?: string;
                /** @description Who acted (several: separated by commas, or the parameter repeated) */
                actorKind?: components["schemas"]["ActorKind"][];
                /** @description Actions (several: separated by commas, or the parameter repeated) */
                action?: string[];
                /** @description Kind of thing */
                resourceType?: string;
                /** @description One thing */
                resourceId?: string;
                /** @description At or after */
                createdAfter?: string;
                /** @description Before */
                createdBefore?: string;
                /** @description Instead of the log its archive, which has the entries that are older than a year */
                archived?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page */
            200: {
                headers: {
                    /** @description Address of the next page, as rel="next" */
                    Link?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditEntryPage"];
                };
            };
            400: components["responses"]["BadParameters"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    getAuditLog: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the answer that you have: 304 without a body says that it is still the same. Takes one, weak ones (`W/"…"`) too, several separated by commas, or `*` for any. Unlike If-Match it compares the whole tag: the version alone matches nothing. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The resource */
            200: {
                headers: {
                    /** @description Tag of this answer, for If-None-Match */
                    ETag?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditEntry"];
                };
            };
            /** @description The same as what If-None-Match names */
            304: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadParameters"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    exportAuditLogs: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateAuditExport"];
            };
        };
        responses: {
            /** @description Begun: ask for the operation until it has ended */
            202: {
                headers: {
                    /** @description Address of the operation */
                    Location?: string;
                    /** @description Seconds until it is worth asking */
                    "Retry-After"?: number;
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operation"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            /** @description The session is older than a quarter of an hour, which does not suffice for this; nor does an API key. You are not permitted to do this. The operation is about whoever is signed in, or manages access itself. It takes no API key. Host name, X-Tenant and credential do not all name the same account. The account demands a second factor of users of this role, and the user has none. The account is suspended or canceled. */
            403: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["KeyedConflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["KeyedUnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    getAuditExport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the operation */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                    "application/x-ndjson": string;
                };
            };
            400: components["responses"]["BadParameters"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    listFacilities: {
        parameters: {
            query?: {
                /** @description Page size; above 100 counts as 100 */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description `total` also counts all rows that match, which takes longer */
                include?: components["schemas"]["ListInclude"];
                /** @description Order; - sorts descending. Without it: name. */
                sort?: components["schemas"]["FacilitySort"];
                /** @description Full-text search in name, code and address */
                q?: string;
                /** @description Only changed at or after this time; with `sort=updatedAt` what a copy of the list has to take over */
                updatedAfter?: string;
                /** @description Only changed before this time */
                updatedBefore?: string;
                /** @description Only this kind */
                type?: string;
                /** @description Only in this city */
                city?: string;
                /** @description Only active, or only inactive ones */
                active?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page */
            200: {
                headers: {
                    /** @description Address of the next page, as rel="next" */
                    Link?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FacilityPage"];
                };
            };
            400: components["responses"]["BadParameters"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    createFacility: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateFacility"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    /** @description Address of what was created */
                    Location?: string;
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Facility"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            /** @description Another facility has this code; `existingId` names it. The request with this Idempotency-Key is still being worked on. The request was carried out, but its answer cannot be given again. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description A position needs both latitude and longitude. The request is well-formed but wrong. A value is out of range or cannot be stored. This Idempotency-Key was sent with another query or body before. */
            422: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    createFacilities: {
        parameters: {
            query?: {
                /** @description All or nothing: the first item that fails undoes all others */
                atomic?: boolean;
            };
            header?: {
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FacilityBulk"];
            };
        };
        responses: {
            /** @description A result for each item */
            207: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkResult"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["KeyedConflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["KeyedUnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    getFacility: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the answer that you have: 304 without a body says that it is still the same. Takes one, weak ones (`W/"…"`) too, several separated by commas, or `*` for any. Unlike If-Match it compares the whole tag: the version alone matches nothing. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The resource */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Facility"];
                };
            };
            /** @description The same as what If-None-Match names */
            304: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadParameters"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    deleteFacility: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that you have seen: the whole `ETag`, its version alone in quotes, or several of either, separated by commas, any of which may be the current one. The change is refused with 412 when the resource has moved on; a weak ETag (`W/"…"`) never matches. `*` names no version that was seen and is answered 428, as no header is. */
                "If-Match": string;
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed */
            204: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            /** @description It is referred to; `references` counts by what. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            412: components["responses"]["PreconditionFailed"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    updateFacility: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that you have seen: the whole `ETag`, its version alone in quotes, or several of either, separated by commas, any of which may be the current one. The change is refused with 412 when the resource has moved on; a weak ETag (`W/"…"`) never matches. `*` names no version that was seen and is answered 428, as no header is. */
                "If-Match": string;
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateFacility"];
            };
        };
        responses: {
            /** @description Changed */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Facility"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            /** @description Another facility has this code; `existingId` names it. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description A position needs both latitude and longitude. The request is well-formed but wrong. A value is out of range or cannot be stored. */
            422: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    activateFacility: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that you have seen: the whole `ETag`, its version alone in quotes, or several of either, separated by commas, any of which may be the current one. The change is refused with 412 when the resource has moved on; a weak ETag (`W/"…"`) never matches. `*` names no version that was seen and is answered 428, as no header is. */
                "If-Match": string;
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Facility"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["KeyedConflict"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["KeyedUnprocessableEntity"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    deactivateFacility: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that you have seen: the whole `ETag`, its version alone in quotes, or several of either, separated by commas, any of which may be the current one. The change is refused with 412 when the resource has moved on; a weak ETag (`W/"…"`) never matches. `*` names no version that was seen and is answered 428, as no header is. */
                "If-Match": string;
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Facility"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["KeyedConflict"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["KeyedUnprocessableEntity"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    listBuildings: {
        parameters: {
            query?: {
                /** @description Page size; above 100 counts as 100 */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description `total` also counts all rows that match, which takes longer */
                include?: components["schemas"]["ListInclude"];
                /** @description Order; - sorts descending. Without it: name. */
                sort?: components["schemas"]["BuildingSort"];
                /** @description Only changed at or after this time; with `sort=updatedAt` what a copy of the list has to take over */
                updatedAfter?: string;
                /** @description Only changed before this time */
                updatedBefore?: string;
            };
            header?: never;
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page */
            200: {
                headers: {
                    /** @description Address of the next page, as rel="next" */
                    Link?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BuildingPage"];
                };
            };
            400: components["responses"]["BadParameters"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    createBuilding: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateBuilding"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    /** @description Address of what was created */
                    Location?: string;
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Building"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["KeyedConflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["KeyedUnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    getBuilding: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the answer that you have: 304 without a body says that it is still the same. Takes one, weak ones (`W/"…"`) too, several separated by commas, or `*` for any. Unlike If-Match it compares the whole tag: the version alone matches nothing. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The resource */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Building"];
                };
            };
            /** @description The same as what If-None-Match names */
            304: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadParameters"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    deleteBuilding: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that you have seen: the whole `ETag`, its version alone in quotes, or several of either, separated by commas, any of which may be the current one. The change is refused with 412 when the resource has moved on; a weak ETag (`W/"…"`) never matches. `*` names no version that was seen and is answered 428, as no header is. */
                "If-Match": string;
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed */
            204: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            /** @description It is referred to; `references` counts by what. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            412: components["responses"]["PreconditionFailed"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    updateBuilding: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that you have seen: the whole `ETag`, its version alone in quotes, or several of either, separated by commas, any of which may be the current one. The change is refused with 412 when the resource has moved on; a weak ETag (`W/"…"`) never matches. `*` names no version that was seen and is answered 428, as no header is. */
                "If-Match": string;
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateBuilding"];
            };
        };
        responses: {
            /** @description Changed */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Building"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    listEquipment: {
        parameters: {
            query?: {
                /** @description Page size; above 100 counts as 100 */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description `total` also counts all rows that match, which takes longer */
                include?: components["schemas"]["ListInclude"];
                /** @description Order; - sorts descending. Without it: name. */
                sort?: components["schemas"]["EquipmentSort"];
                /** @description Full-text search in name, description, numbers, maker and model */
                q?: string;
                /** @description Related resources to include (several: separated by commas, or the parameter repeated) */
                expand?: components["schemas"]["EquipmentExpansion"][];
                /** @description Only changed at or after this time; with `sort=updatedAt` what a copy of the list has to take over */
                updatedAfter?: string;
                /** @description Only changed before this time */
                updatedBefore?: string;
                /** @description Only in this facility */
                facilityId?: string;
                /** @description Only in this building */
                buildingId?: string;
                /** @description Only in one of these states (several: separated by commas, or the parameter repeated) */
                status?: components["schemas"]["EquipmentStatus"][];
                /** @description Only this kind */
                type?: string;
                /** @description Only this category */
                category?: string;
                /** @description Only of this maker */
                manufacturer?: string;
                /** @description Only with maintenance planned before this time */
                nextMaintenanceBefore?: string;
                /** @description Only with maintenance planned at or after this time */
                nextMaintenanceAfter?: string;
                /** @description Only with a warranty that ends before this day */
                warrantyExpiresBefore?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page */
            200: {
                headers: {
                    /** @description Address of the next page, as rel="next" */
                    Link?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EquipmentPage"];
                };
            };
            400: components["responses"]["BadParameters"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    createEquipment: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateEquipment"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    /** @description Address of what was created */
                    Location?: string;
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Equipment"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description The plan allows no more equipment. Your plan does not include this. The plan does not include what is asked for; of any operation: it does not include API keys, and one was sent. */
            402: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            /** @description Another machine has this number; `existingId` names it. Another machine carries this QR code; `existingId` names it. The request with this Idempotency-Key is still being worked on. The request was carried out, but its answer cannot be given again. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description There is no such facility. The facility is inactive. The facility has no such building. All costs of one machine are in one currency. The request is well-formed but wrong. A value is out of range or cannot be stored. This Idempotency-Key was sent with another query or body before. */
            422: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    createManyEquipment: {
        parameters: {
            query?: {
                /** @description All or nothing: the first item that fails undoes all others */
                atomic?: boolean;
            };
            header?: {
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EquipmentBulk"];
            };
        };
        responses: {
            /** @description A result for each item */
            207: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkResult"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["KeyedConflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["KeyedUnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    getEquipment: {
        parameters: {
            query?: {
                /** @description Related resources to include (several: separated by commas, or the parameter repeated) */
                expand?: components["schemas"]["EquipmentExpansion"][];
            };
            header?: {
                /** @description The `ETag` of the answer that you have: 304 without a body says that it is still the same. Takes one, weak ones (`W/"…"`) too, several separated by commas, or `*` for any. Unlike If-Match it compares the whole tag: the version alone matches nothing. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The resource */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Equipment"];
                };
            };
            /** @description The same as what If-None-Match names */
            304: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadParameters"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    deleteEquipment: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that you have seen: the whole `ETag`, its version alone in quotes, or several of either, separated by commas, any of which may be the current one. The change is refused with 412 when the resource has moved on; a weak ETag (`W/"…"`) never matches. `*` names no version that was seen and is answered 428, as no header is. */
                "If-Match": string;
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed */
            204: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            /** @description It is referred to; `references` counts by what. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            412: components["responses"]["PreconditionFailed"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    updateEquipment: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that you have seen: the whole `ETag`, its version alone in quotes, or several of either, separated by commas, any of which may be the current one. The change is refused with 412 when the resource has moved on; a weak ETag (`W/"…"`) never matches. `*` names no version that was seen and is answered 428, as no header is. */
                "If-Match": string;
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateEquipment"];
            };
        };
        responses: {
            /** @description Changed */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Equipment"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            /** @description Another machine has this number; `existingId` names it. Another machine carries this QR code; `existingId` names it. The machine cannot become that now. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description There is no such facility. The facility is inactive. The facility has no such building. All costs of one machine are in one currency. The request is well-formed but wrong. A value is out of range or cannot be stored. */
            422: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    decommissionEquipment: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that you have seen: the whole `ETag`, its version alone in quotes, or several of either, separated by commas, any of which may be the current one. The change is refused with 412 when the resource has moved on; a weak ETag (`W/"…"`) never matches. `*` names no version that was seen and is answered 428, as no header is. */
                "If-Match": string;
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Equipment"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            /** @description The machine cannot become that now. The request with this Idempotency-Key is still being worked on. The request was carried out, but its answer cannot be given again. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["KeyedUnprocessableEntity"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    recommissionEquipment: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that you have seen: the whole `ETag`, its version alone in quotes, or several of either, separated by commas, any of which may be the current one. The change is refused with 412 when the resource has moved on; a weak ETag (`W/"…"`) never matches. `*` names no version that was seen and is answered 428, as no header is. */
                "If-Match": string;
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Equipment"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description The plan allows no more equipment. Your plan does not include this. The plan does not include what is asked for; of any operation: it does not include API keys, and one was sent. */
            402: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            /** @description The machine cannot become that now. The request with this Idempotency-Key is still being worked on. The request was carried out, but its answer cannot be given again. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["KeyedUnprocessableEntity"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    getUserFacilities: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the answer that you have: 304 without a body says that it is still the same. Takes one, weak ones (`W/"…"`) too, several separated by commas, or `*` for any. Unlike If-Match it compares the whole tag: the version alone matches nothing. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The resource */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserFacilities"];
                };
            };
            /** @description The same as what If-None-Match names */
            304: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadParameters"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    replaceUserFacilities: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that you have seen: the whole `ETag`, its version alone in quotes, or several of either, separated by commas, any of which may be the current one. The change is refused with 412 when the resource has moved on; a weak ETag (`W/"…"`) never matches. `*` names no version that was seen and is answered 428, as no header is. */
                "If-Match": string;
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReplaceUserFacilities"];
            };
        };
        responses: {
            /** @description Changed */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserFacilities"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            /** @description The change gives or touches rights that you do not have; `missing` names them. You are not permitted to do this. The operation is about whoever is signed in, or manages access itself. It takes no API key. Host name, X-Tenant and credential do not all name the same account. The account demands a second factor of users of this role, and the user has none. The account is suspended or canceled. */
            403: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description There is no such facility. The request is well-formed but wrong. A value is out of range or cannot be stored. */
            422: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    linkUserToFacility: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkFacility"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserFacilities"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            /** @description The change gives or touches rights that you do not have; `missing` names them. You are not permitted to do this. The operation is about whoever is signed in, or manages access itself. It takes no API key. Host name, X-Tenant and credential do not all name the same account. The account demands a second factor of users of this role, and the user has none. The account is suspended or canceled. */
            403: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["KeyedConflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description There is no such facility. The request is well-formed but wrong. A value is out of range or cannot be stored. This Idempotency-Key was sent with another query or body before. */
            422: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    unlinkUserFromFacility: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the resource */
                id: string;
                /** @description Id of the facility */
                facilityId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed */
            204: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            /** @description The change gives or touches rights that you do not have; `missing` names them. You are not permitted to do this. The operation is about whoever is signed in, or manages access itself. It takes no API key. Host name, X-Tenant and credential do not all name the same account. The account demands a second factor of users of this role, and the user has none. The account is suspended or canceled. */
            403: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    listParts: {
        parameters: {
            query?: {
                /** @description Page size; above 100 counts as 100 */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description `total` also counts all rows that match, which takes longer */
                include?: components["schemas"]["ListInclude"];
                /** @description Order; - sorts descending. Without it: name. */
                sort?: components["schemas"]["PartSort"];
                /** @description Full-text search in name, description, part number, supplier's number, maker and model */
                q?: string;
                /** @description Only changed at or after this time; with `sort=updatedAt` what a copy of the list has to take over */
                updatedAfter?: string;
                /** @description Only changed before this time */
                updatedBefore?: string;
                /** @description Only this category */
                category?: string;
                /** @description Only of this maker */
                manufacturer?: string;
                /** @description Only those whose preferred supplier has this name */
                supplierName?: string;
                /** @description Only those that a supplier, preferred or not, sells under this number, with or without its separators */
                supplierPartNumber?: string;
                /** @description Only active or only inactive ones */
                active?: boolean;
                /** @description Only active ones with as many as the reorder level or fewer, or only all others */
                lowStock?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page */
            200: {
                headers: {
                    /** @description Address of the next page, as rel="next" */
                    Link?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartPage"];
                };
            };
            400: components["responses"]["BadParameters"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    createPart: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreatePart"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    /** @description Address of what was created */
                    Location?: string;
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Part"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            /** @description Another part has this number, in whatever case; `existingId` names it. The request with this Idempotency-Key is still being worked on. The request was carried out, but its answer cannot be given again. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description All prices and costs of a part are in the currency that it was added with. The request is well-formed but wrong. A value is out of range or cannot be stored. This Idempotency-Key was sent with another query or body before. */
            422: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    getPart: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the answer that you have: 304 without a body says that it is still the same. Takes one, weak ones (`W/"…"`) too, several separated by commas, or `*` for any. Unlike If-Match it compares the whole tag: the version alone matches nothing. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The resource */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Part"];
                };
            };
            /** @description The same as what If-None-Match names */
            304: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadParameters"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    updatePart: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that you have seen: the whole `ETag`, its version alone in quotes, or several of either, separated by commas, any of which may be the current one. The change is refused with 412 when the resource has moved on; a weak ETag (`W/"…"`) never matches. `*` names no version that was seen and is answered 428, as no header is. */
                "If-Match": string;
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdatePart"];
            };
        };
        responses: {
            /** @description Changed */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Part"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            /** @description Another part has this number, in whatever case; `existingId` names it. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description All prices and costs of a part are in the currency that it was added with. The request is well-formed but wrong. A value is out of range or cannot be stored. */
            422: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    activatePart: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that you have seen: the whole `ETag`, its version alone in quotes, or several of either, separated by commas, any of which may be the current one. The change is refused with 412 when the resource has moved on; a weak ETag (`W/"…"`) never matches. `*` names no version that was seen and is answered 428, as no header is. */
                "If-Match": string;
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Part"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["KeyedConflict"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["KeyedUnprocessableEntity"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    deactivatePart: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that you have seen: the whole `ETag`, its version alone in quotes, or several of either, separated by commas, any of which may be the current one. The change is refused with 412 when the resource has moved on; a weak ETag (`W/"…"`) never matches. `*` names no version that was seen and is answered 428, as no header is. */
                "If-Match": string;
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Part"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["KeyedConflict"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["KeyedUnprocessableEntity"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    receiveParts: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReceiveParts"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    /** @description Address of what was created */
                    Location?: string;
                    /** @description Tag of this answer, for If-None-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockMovement"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            /** @description The part is inactive: its stock can be used up, and no more is received. Of one part there can be at most 2,000,000,000 in stock, and at a cost of at most 99,999,999.99. The request with this Idempotency-Key is still being worked on. The request was carried out, but its answer cannot be given again. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description There is no such stock location. The stock location is inactive: what lies there can be taken out, and nothing can be put in. All prices and costs of a part are in the currency that it was added with. The request is well-formed but wrong. A value is out of range or cannot be stored. This Idempotency-Key was sent with another query or body before. */
            422: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    issueParts: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IssueParts"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    /** @description Address of what was created */
                    Location?: string;
                    /** @description Tag of this answer, for If-None-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockMovement"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            /** @description The work order is completed, canceled or rejected. The location has fewer of the part than the booking takes: `available` says how many, without the `reserved` ones that are set aside for other work orders, and `locations` how many lie where. The request with this Idempotency-Key is still being worked on. The request was carried out, but its answer cannot be given again. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description There is no such stock location. There is no such work order. The request is well-formed but wrong. A value is out of range or cannot be stored. This Idempotency-Key was sent with another query or body before. */
            422: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    returnParts: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReturnParts"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    /** @description Address of what was created */
                    Location?: string;
                    /** @description Tag of this answer, for If-None-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockMovement"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            /** @description The work order is completed, canceled or rejected. More would come back than was issued for the work order, or for none: `returnable` says how many may. Of one part there can be at most 2,000,000,000 in stock, and at a cost of at most 99,999,999.99. The request with this Idempotency-Key is still being worked on. The request was carried out, but its answer cannot be given again. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description There is no such stock location. The stock location is inactive: what lies there can be taken out, and nothing can be put in. There is no such work order. The request is well-formed but wrong. A value is out of range or cannot be stored. This Idempotency-Key was sent with another query or body before. */
            422: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    adjustParts: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AdjustParts"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    /** @description Address of what was created */
                    Location?: string;
                    /** @description Tag of this answer, for If-None-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockMovement"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            /** @description The location has fewer of the part than the booking takes: `available` says how many, without the `reserved` ones that are set aside for other work orders, and `locations` how many lie where. Of one part there can be at most 2,000,000,000 in stock, and at a cost of at most 99,999,999.99. The request with this Idempotency-Key is still being worked on. The request was carried out, but its answer cannot be given again. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description There is no such stock location. The stock location is inactive: what lies there can be taken out, and nothing can be put in. The request is well-formed but wrong. A value is out of range or cannot be stored. This Idempotency-Key was sent with another query or body before. */
            422: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    transferParts: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TransferParts"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    /** @description Address of what was created */
                    Location?: string;
                    /** @description Tag of this answer, for If-None-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockMovement"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            /** @description The location has fewer of the part than the booking takes: `available` says how many, without the `reserved` ones that are set aside for other work orders, and `locations` how many lie where. The request with this Idempotency-Key is still being worked on. The request was carried out, but its answer cannot be given again. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description The stock lies there already. There is no such stock location. The stock location is inactive: what lies there can be taken out, and nothing can be put in. The request is well-formed but wrong. A value is out of range or cannot be stored. This Idempotency-Key was sent with another query or body before. */
            422: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    getPartStock: {
        parameters: {
            query?: {
                /** @description As of what time; now unless given */
                at?: string;
            };
            header?: {
                /** @description The `ETag` of the answer that you have: 304 without a body says that it is still the same. Takes one, weak ones (`W/"…"`) too, several separated by commas, or `*` for any. Unlike If-Match it compares the whole tag: the version alone matches nothing. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The resource */
            200: {
                headers: {
                    /** @description Tag of this answer, for If-None-Match */
                    ETag?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartStock"];
                };
            };
            /** @description The same as what If-None-Match names */
            304: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadParameters"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    setReorderLevel: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReorderLevel"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartStock"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["KeyedConflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description There is no such stock location. The request is well-formed but wrong. A value is out of range or cannot be stored. This Idempotency-Key was sent with another query or body before. */
            422: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    listPartMovements: {
        parameters: {
            query?: {
                /** @description Page size; above 100 counts as 100 */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description `total` also counts all rows that match, which takes longer */
                include?: components["schemas"]["ListInclude"];
                /** @description Order; - sorts descending. Without it: -createdAt. */
                sort?: components["schemas"]["StockMovementSort"];
                /** @description Only at this location */
                locationId?: string;
                /** @description Only for this work order */
                workOrderId?: string;
                /** @description Only of this kind */
                type?: components["schemas"]["StockMovementType"];
                /** @description Only booked at or after this time */
                createdAfter?: string;
                /** @description Only booked before this time */
                createdBefore?: string;
            };
            header?: never;
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page */
            200: {
                headers: {
                    /** @description Address of the next page, as rel="next" */
                    Link?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockMovementPage"];
                };
            };
            400: components["responses"]["BadParameters"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    listStockLocations: {
        parameters: {
            query?: {
                /** @description Page size; above 100 counts as 100 */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description `total` also counts all rows that match, which takes longer */
                include?: components["schemas"]["ListInclude"];
                /** @description Order; - sorts descending. Without it: name. */
                sort?: components["schemas"]["StockLocationSort"];
                /** @description Only changed at or after this time; with `sort=updatedAt` what a copy of the list has to take over */
                updatedAfter?: string;
                /** @description Only changed before this time */
                updatedBefore?: string;
                /** @description Only this kind of place */
                type?: components["schemas"]["StockLocationType"];
                /** @description Only active or only inactive ones */
                active?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page */
            200: {
                headers: {
                    /** @description Address of the next page, as rel="next" */
                    Link?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockLocationPage"];
                };
            };
            400: components["responses"]["BadParameters"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    createStockLocation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateStockLocation"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    /** @description Address of what was created */
                    Location?: string;
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockLocation"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            /** @description Another stock location has this name, in whatever case; `existingId` names it. The request with this Idempotency-Key is still being worked on. The request was carried out, but its answer cannot be given again. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["KeyedUnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    getStockLocation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the answer that you have: 304 without a body says that it is still the same. Takes one, weak ones (`W/"…"`) too, several separated by commas, or `*` for any. Unlike If-Match it compares the whole tag: the version alone matches nothing. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The resource */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockLocation"];
                };
            };
            /** @description The same as what If-None-Match names */
            304: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadParameters"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    updateStockLocation: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that you have seen: the whole `ETag`, its version alone in quotes, or several of either, separated by commas, any of which may be the current one. The change is refused with 412 when the resource has moved on; a weak ETag (`W/"…"`) never matches. `*` names no version that was seen and is answered 428, as no header is. */
                "If-Match": string;
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateStockLocation"];
            };
        };
        responses: {
            /** @description Changed */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockLocation"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            /** @description Another stock location has this name, in whatever case; `existingId` names it. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    listStockAtLocation: {
        parameters: {
            query?: {
                /** @description Page size; above 100 counts as 100 */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description `total` also counts all rows that match, which takes longer */
                include?: components["schemas"]["ListInclude"];
                /** @description Order; - sorts descending. Without it: name. */
                sort?: components["schemas"]["StockAtLocationSort"];
                /** @description Only active parts with as many as their level there or fewer, or only all others */
                lowStock?: boolean;
            };
            header?: never;
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page */
            200: {
                headers: {
                    /** @description Address of the next page, as rel="next" */
                    Link?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockAtLocationPage"];
                };
            };
            400: components["responses"]["BadParameters"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    activateStockLocation: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that you have seen: the whole `ETag`, its version alone in quotes, or several of either, separated by commas, any of which may be the current one. The change is refused with 412 when the resource has moved on; a weak ETag (`W/"…"`) never matches. `*` names no version that was seen and is answered 428, as no header is. */
                "If-Match": string;
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockLocation"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["KeyedConflict"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["KeyedUnprocessableEntity"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    deactivateStockLocation: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that you have seen: the whole `ETag`, its version alone in quotes, or several of either, separated by commas, any of which may be the current one. The change is refused with 412 when the resource has moved on; a weak ETag (`W/"…"`) never matches. `*` names no version that was seen and is answered 428, as no header is. */
                "If-Match": string;
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockLocation"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            /** @description Bookings that name no location go to this one, so it stays active. The request with this Idempotency-Key is still being worked on. The request was carried out, but its answer cannot be given again. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["KeyedUnprocessableEntity"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    listStockMovements: {
        parameters: {
            query?: {
                /** @description Page size; above 100 counts as 100 */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description `total` also counts all rows that match, which takes longer */
                include?: components["schemas"]["ListInclude"];
                /** @description Order; - sorts descending. Without it: -createdAt. */
                sort?: components["schemas"]["StockMovementSort"];
                /** @description Only at this location */
                locationId?: string;
                /** @description Only for this work order */
                workOrderId?: string;
                /** @description Only of this kind */
                type?: components["schemas"]["StockMovementType"];
                /** @description Only booked at or after this time */
                createdAfter?: string;
                /** @description Only booked before this time */
                createdBefore?: string;
                /** @description Only of this part */
                partId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page */
            200: {
                headers: {
                    /** @description Address of the next page, as rel="next" */
                    Link?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockMovementPage"];
                };
            };
            400: components["responses"]["BadParameters"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    getStockMovement: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the answer that you have: 304 without a body says that it is still the same. Takes one, weak ones (`W/"…"`) too, several separated by commas, or `*` for any. Unlike If-Match it compares the whole tag: the version alone matches nothing. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The resource */
            200: {
                headers: {
                    /** @description Tag of this answer, for If-None-Match */
                    ETag?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockMovement"];
                };
            };
            /** @description The same as what If-None-Match names */
            304: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadParameters"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    listSuppliers: {
        parameters: {
            query?: {
                /** @description Page size; above 100 counts as 100 */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description `total` also counts all rows that match, which takes longer */
                include?: components["schemas"]["ListInclude"];
                /** @description Order; - sorts descending. Without it: name. */
                sort?: components["schemas"]["SupplierSort"];
                /** @description Full-text search in name, contact and e-mail address */
                q?: string;
                /** @description Only changed at or after this time; with `sort=updatedAt` what a copy of the list has to take over */
                updatedAfter?: string;
                /** @description Only changed before this time */
                updatedBefore?: string;
                /** @description Only active or only inactive ones */
                active?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page */
            200: {
                headers: {
                    /** @description Address of the next page, as rel="next" */
                    Link?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SupplierPage"];
                };
            };
            400: components["responses"]["BadParameters"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    createSupplier: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateSupplier"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    /** @description Address of what was created */
                    Location?: string;
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Supplier"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            /** @description Another supplier has this name, in whatever case; `existingId` names it. The request with this Idempotency-Key is still being worked on. The request was carried out, but its answer cannot be given again. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["KeyedUnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    getSupplier: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the answer that you have: 304 without a body says that it is still the same. Takes one, weak ones (`W/"…"`) too, several separated by commas, or `*` for any. Unlike If-Match it compares the whole tag: the version alone matches nothing. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The resource */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Supplier"];
                };
            };
            /** @description The same as what If-None-Match names */
            304: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadParameters"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    updateSupplier: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that you have seen: the whole `ETag`, its version alone in quotes, or several of either, separated by commas, any of which may be the current one. The change is refused with 412 when the resource has moved on; a weak ETag (`W/"…"`) never matches. `*` names no version that was seen and is answered 428, as no header is. */
                "If-Match": string;
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateSupplier"];
            };
        };
        responses: {
            /** @description Changed */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Supplier"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            /** @description Another supplier has this name, in whatever case; `existingId` names it. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableEntity"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    activateSupplier: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that you have seen: the whole `ETag`, its version alone in quotes, or several of either, separated by commas, any of which may be the current one. The change is refused with 412 when the resource has moved on; a weak ETag (`W/"…"`) never matches. `*` names no version that was seen and is answered 428, as no header is. */
                "If-Match": string;
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Supplier"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["KeyedConflict"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["KeyedUnprocessableEntity"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    deactivateSupplier: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that you have seen: the whole `ETag`, its version alone in quotes, or several of either, separated by commas, any of which may be the current one. The change is refused with 412 when the resource has moved on; a weak ETag (`W/"…"`) never matches. `*` names no version that was seen and is answered 428, as no header is. */
                "If-Match": string;
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Supplier"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["KeyedConflict"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["KeyedUnprocessableEntity"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    listPartSuppliers: {
        parameters: {
            query?: {
                /** @description Page size; above 100 counts as 100 */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description `total` also counts all rows that match, which takes longer */
                include?: components["schemas"]["ListInclude"];
                /** @description Order; - sorts descending. Without it: createdAt. */
                sort?: components["schemas"]["PartSupplierSort"];
                /** @description Only changed at or after this time; with `sort=updatedAt` what a copy of the list has to take over */
                updatedAfter?: string;
                /** @description Only changed before this time */
                updatedBefore?: string;
                /** @description Only of this part */
                partId?: string;
                /** @description Only what this supplier sells */
                supplierId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page */
            200: {
                headers: {
                    /** @description Address of the next page, as rel="next" */
                    Link?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartSupplierPage"];
                };
            };
            400: components["responses"]["BadParameters"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    createPartSupplier: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreatePartSupplier"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    /** @description Address of what was created */
                    Location?: string;
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartSupplier"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            /** @description The part has this supplier already; `existingId` names what is there. The request with this Idempotency-Key is still being worked on. The request was carried out, but its answer cannot be given again. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description There is no such part. There is no such supplier. All prices and costs of a part are in the currency that it was added with. The request is well-formed but wrong. A value is out of range or cannot be stored. This Idempotency-Key was sent with another query or body before. */
            422: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    getPartSupplier: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the answer that you have: 304 without a body says that it is still the same. Takes one, weak ones (`W/"…"`) too, several separated by commas, or `*` for any. Unlike If-Match it compares the whole tag: the version alone matches nothing. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The resource */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartSupplier"];
                };
            };
            /** @description The same as what If-None-Match names */
            304: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadParameters"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    removePartSupplier: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that you have seen: the whole `ETag`, its version alone in quotes, or several of either, separated by commas, any of which may be the current one. The change is refused with 412 when the resource has moved on; a weak ETag (`W/"…"`) never matches. `*` names no version that was seen and is answered 428, as no header is. */
                "If-Match": string;
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed */
            204: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            /** @description A part that has suppliers prefers one of them. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            412: components["responses"]["PreconditionFailed"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    updatePartSupplier: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that you have seen: the whole `ETag`, its version alone in quotes, or several of either, separated by commas, any of which may be the current one. The change is refused with 412 when the resource has moved on; a weak ETag (`W/"…"`) never matches. `*` names no version that was seen and is answered 428, as no header is. */
                "If-Match": string;
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdatePartSupplier"];
            };
        };
        responses: {
            /** @description Changed */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartSupplier"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            /** @description A part that has suppliers prefers one of them. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description All prices and costs of a part are in the currency that it was added with. The request is well-formed but wrong. A value is out of range or cannot be stored. */
            422: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    listWorkOrders: {
        parameters: {
            query?: {
                /** @description Page size; above 100 counts as 100 */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description `total` also counts all rows that match, which takes longer */
                include?: components["schemas"]["ListInclude"];
                /** @description Order; - sorts descending. Without it: -createdAt. */
                sort?: components["schemas"]["WorkOrderSort"];
                /** @description Full-text search in title and description */
                q?: string;
                /** @description Related resources to include (several: separated by commas, or the parameter repeated) */
                expand?: components["schemas"]["WorkOrderExpansion"][];
                /** @description Only changed at or after this time; with `sort=updatedAt` what a copy of the list has to take over */
                updatedAfter?: string;
                /** @description Only changed before this time */
                updatedBefore?: string;
                /** @description Only in one of these states (several: separated by commas, or the parameter repeated) */
                status?: components["schemas"]["WorkOrderStatus"][];
                /** @description Only of these priorities (several: separated by commas, or the parameter repeated) */
                priority?: components["schemas"]["Priority"][];
                /** @description Only of these kinds (several: separated by commas, or the parameter repeated) */
                type?: components["schemas"]["WorkOrderType"][];
                /** @description Only assigned to this user */
                assigneeId?: string;
                /** @description Only assigned to this team */
                teamId?: string;
                /** @description Only on this machine */
                equipmentId?: string;
                /** @description Only at this facility */
                facilityId?: string;
                /** @description Only generated by this schedule */
                maintenanceScheduleId?: string;
                /** @description Only due before this time */
                dueBefore?: string;
                /** @description Only due at or after this time */
                dueAfter?: string;
                /** @description Only added before this time */
                createdBefore?: string;
                /** @description Only added at or after this time */
                createdAfter?: string;
                /** @description Only completed before this time */
                completedBefore?: string;
                /** @description Only completed at or after this time */
                completedAfter?: string;
                /** @description Only past the due time and still open, or only the others */
                overdue?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page */
            200: {
                headers: {
                    /** @description Address of the next page, as rel="next" */
                    Link?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkOrderPage"];
                };
            };
            400: components["responses"]["BadParameters"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    createWorkOrder: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateWorkOrder"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    /** @description Address of what was created */
                    Location?: string;
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkOrder"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["KeyedConflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description There is no such machine. The machine is decommissioned. The machine stands in another facility. There is no such facility. The facility is inactive. There is no such active user who could do the work. There is no such active team. Work goes to a user or to a team, not to both. Work cannot be planned for a time after it is due: scheduledAt must not be later than dueAt. The request is well-formed but wrong. A value is out of range or cannot be stored. This Idempotency-Key was sent with another query or body before. */
            422: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    createWorkOrders: {
        parameters: {
            query?: {
                /** @description All or nothing: the first item that fails undoes all others */
                atomic?: boolean;
            };
            header?: {
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WorkOrderBulk"];
            };
        };
        responses: {
            /** @description A result for each item */
            207: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkResult"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["KeyedConflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["KeyedUnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    getWorkOrder: {
        parameters: {
            query?: {
                /** @description Related resources to include (several: separated by commas, or the parameter repeated) */
                expand?: components["schemas"]["WorkOrderExpansion"][];
            };
            header?: {
                /** @description The `ETag` of the answer that you have: 304 without a body says that it is still the same. Takes one, weak ones (`W/"…"`) too, several separated by commas, or `*` for any. Unlike If-Match it compares the whole tag: the version alone matches nothing. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The resource */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkOrder"];
                };
            };
            /** @description The same as what If-None-Match names */
            304: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadParameters"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    updateWorkOrder: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that you have seen: the whole `ETag`, its version alone in quotes, or several of either, separated by commas, any of which may be the current one. The change is refused with 412 when the resource has moved on; a weak ETag (`W/"…"`) never matches. `*` names no version that was seen and is answered 428, as no header is. */
                "If-Match": string;
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateWorkOrder"];
            };
        };
        responses: {
            /** @description Changed */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkOrder"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            /** @description The work order is completed, canceled or rejected. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Work cannot be planned for a time after it is due: scheduledAt must not be later than dueAt. The request is well-formed but wrong. A value is out of range or cannot be stored. */
            422: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    assignWorkOrder: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that you have seen: the whole `ETag`, its version alone in quotes, or several of either, separated by commas, any of which may be the current one. The change is refused with 412 when the resource has moved on; a weak ETag (`W/"…"`) never matches. `*` names no version that was seen and is answered 428, as no header is. */
                "If-Match": string;
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Assignment"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkOrder"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            /** @description The status does not allow it; `possibleTransitions` says what it allows. The request with this Idempotency-Key is still being worked on. The request was carried out, but its answer cannot be given again. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description There is no such active user who could do the work. There is no such active team. Work goes to a user or to a team, not to both. The request is well-formed but wrong. A value is out of range or cannot be stored. This Idempotency-Key was sent with another query or body before. */
            422: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    unassignWorkOrder: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that you have seen: the whole `ETag`, its version alone in quotes, or several of either, separated by commas, any of which may be the current one. The change is refused with 412 when the resource has moved on; a weak ETag (`W/"…"`) never matches. `*` names no version that was seen and is answered 428, as no header is. */
                "If-Match": string;
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkOrder"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            /** @description The status does not allow it; `possibleTransitions` says what it allows. The request with this Idempotency-Key is still being worked on. The request was carried out, but its answer cannot be given again. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["KeyedUnprocessableEntity"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    startWorkOrder: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that you have seen: the whole `ETag`, its version alone in quotes, or several of either, separated by commas, any of which may be the current one. The change is refused with 412 when the resource has moved on; a weak ETag (`W/"…"`) never matches. `*` names no version that was seen and is answered 428, as no header is. */
                "If-Match": string;
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkOrder"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            /** @description The status does not allow it; `possibleTransitions` says what it allows. The request with this Idempotency-Key is still being worked on. The request was carried out, but its answer cannot be given again. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["KeyedUnprocessableEntity"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    holdWorkOrder: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that you have seen: the whole `ETag`, its version alone in quotes, or several of either, separated by commas, any of which may be the current one. The change is refused with 412 when the resource has moved on; a weak ETag (`W/"…"`) never matches. `*` names no version that was seen and is answered 428, as no header is. */
                "If-Match": string;
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reason"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkOrder"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            /** @description The status does not allow it; `possibleTransitions` says what it allows. The request with this Idempotency-Key is still being worked on. The request was carried out, but its answer cannot be given again. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["KeyedUnprocessableEntity"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    resumeWorkOrder: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that you have seen: the whole `ETag`, its version alone in quotes, or several of either, separated by commas, any of which may be the current one. The change is refused with 412 when the resource has moved on; a weak ETag (`W/"…"`) never matches. `*` names no version that was seen and is answered 428, as no header is. */
                "If-Match": string;
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkOrder"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            /** @description The status does not allow it; `possibleTransitions` says what it allows. The request with this Idempotency-Key is still being worked on. The request was carried out, but its answer cannot be given again. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["KeyedUnprocessableEntity"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    completeWorkOrder: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that you have seen: the whole `ETag`, its version alone in quotes, or several of either, separated by commas, any of which may be the current one. The change is refused with 412 when the resource has moved on; a weak ETag (`W/"…"`) never matches. `*` names no version that was seen and is answered 428, as no header is. */
                "If-Match": string;
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Completion"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkOrder"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            /** @description The status does not allow it; `possibleTransitions` says what it allows. The request with this Idempotency-Key is still being worked on. The request was carried out, but its answer cannot be given again. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["KeyedUnprocessableEntity"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    cancelWorkOrder: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that you have seen: the whole `ETag`, its version alone in quotes, or several of either, separated by commas, any of which may be the current one. The change is refused with 412 when the resource has moved on; a weak ETag (`W/"…"`) never matches. `*` names no version that was seen and is answered 428, as no header is. */
                "If-Match": string;
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reason"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkOrder"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            /** @description The status does not allow it; `possibleTransitions` says what it allows. The request with this Idempotency-Key is still being worked on. The request was carried out, but its answer cannot be given again. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["KeyedUnprocessableEntity"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    rejectWorkOrder: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that you have seen: the whole `ETag`, its version alone in quotes, or several of either, separated by commas, any of which may be the current one. The change is refused with 412 when the resource has moved on; a weak ETag (`W/"…"`) never matches. `*` names no version that was seen and is answered 428, as no header is. */
                "If-Match": string;
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reason"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkOrder"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            /** @description The status does not allow it; `possibleTransitions` says what it allows. The request with this Idempotency-Key is still being worked on. The request was carried out, but its answer cannot be given again. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["KeyedUnprocessableEntity"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    reopenWorkOrder: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that you have seen: the whole `ETag`, its version alone in quotes, or several of either, separated by commas, any of which may be the current one. The change is refused with 412 when the resource has moved on; a weak ETag (`W/"…"`) never matches. `*` names no version that was seen and is answered 428, as no header is. */
                "If-Match": string;
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reason"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkOrder"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            /** @description The status does not allow it; `possibleTransitions` says what it allows. The request with this Idempotency-Key is still being worked on. The request was carried out, but its answer cannot be given again. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["KeyedUnprocessableEntity"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    getWorkOrderParts: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the answer that you have: 304 without a body says that it is still the same. Takes one, weak ones (`W/"…"`) too, several separated by commas, or `*` for any. Unlike If-Match it compares the whole tag: the version alone matches nothing. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The resource */
            200: {
                headers: {
                    /** @description Tag of this answer, for If-None-Match */
                    ETag?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkOrderParts"];
                };
            };
            /** @description The same as what If-None-Match names */
            304: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadParameters"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    planWorkOrderParts: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlanParts"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkOrderParts"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            /** @description The work order is completed, canceled or rejected. The request with this Idempotency-Key is still being worked on. The request was carried out, but its answer cannot be given again. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description There is no such part. There is no such stock location. The request is well-formed but wrong. A value is out of range or cannot be stored. This Idempotency-Key was sent with another query or body before. */
            422: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    releaseWorkOrderParts: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReleaseParts"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkOrderParts"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            /** @description The work order plans none of this part. The work order is completed, canceled or rejected. The request with this Idempotency-Key is still being worked on. The request was carried out, but its answer cannot be given again. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["KeyedUnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    useWorkOrderParts: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UseParts"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkOrderParts"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            /** @description The work order is completed, canceled or rejected. The location has fewer of the part than the booking takes: `available` says how many, without the `reserved` ones that are set aside for other work orders, and `locations` how many lie where. The request with this Idempotency-Key is still being worked on. The request was carried out, but its answer cannot be given again. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description There is no such part. There is no such stock location. The request is well-formed but wrong. A value is out of range or cannot be stored. This Idempotency-Key was sent with another query or body before. */
            422: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    returnWorkOrderParts: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReturnUsedParts"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkOrderParts"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            /** @description The work order is completed, canceled or rejected. More would come back than was issued for the work order, or for none: `returnable` says how many may. Of one part there can be at most 2,000,000,000 in stock, and at a cost of at most 99,999,999.99. The request with this Idempotency-Key is still being worked on. The request was carried out, but its answer cannot be given again. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description There is no such part. There is no such stock location. The stock location is inactive: what lies there can be taken out, and nothing can be put in. The request is well-formed but wrong. A value is out of range or cannot be stored. This Idempotency-Key was sent with another query or body before. */
            422: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    listWorkOrderHistory: {
        parameters: {
            query?: {
                /** @description Page size; above 100 counts as 100 */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description `total` also counts all rows that match, which takes longer */
                include?: components["schemas"]["ListInclude"];
                /** @description Order; - sorts descending. Without it: createdAt. */
                sort?: components["schemas"]["WorkOrderRecordSort"];
            };
            header?: never;
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page */
            200: {
                headers: {
                    /** @description Address of the next page, as rel="next" */
                    Link?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HistoryEntryPage"];
                };
            };
            400: components["responses"]["BadParameters"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    listWorkOrderComments: {
        parameters: {
            query?: {
                /** @description Page size; above 100 counts as 100 */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description `total` also counts all rows that match, which takes longer */
                include?: components["schemas"]["ListInclude"];
                /** @description Order; - sorts descending. Without it: createdAt. */
                sort?: components["schemas"]["WorkOrderRecordSort"];
            };
            header?: never;
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page */
            200: {
                headers: {
                    /** @description Address of the next page, as rel="next" */
                    Link?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommentPage"];
                };
            };
            400: components["responses"]["BadParameters"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    createWorkOrderComment: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateWorkOrderComment"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    /** @description Address of what was created */
                    Location?: string;
                    /** @description Tag of this answer, for If-None-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkOrderComment"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["KeyedConflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["KeyedUnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    listMaintenanceSchedules: {
        parameters: {
            query?: {
                /** @description Page size; above 100 counts as 100 */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description `total` also counts all rows that match, which takes longer */
                include?: components["schemas"]["ListInclude"];
                /** @description Order; - sorts descending. Without it: nextOccurrenceAt. */
                sort?: components["schemas"]["MaintenanceScheduleSort"];
                /** @description Full-text search in name and description */
                q?: string;
                /** @description Only changed at or after this time; with `sort=updatedAt` what a copy of the list has to take over */
                updatedAfter?: string;
                /** @description Only changed before this time */
                updatedBefore?: string;
                /** @description Only of this machine */
                equipmentId?: string;
                /** @description Only of machines of this facility */
                facilityId?: string;
                /** @description Only these steps (several: separated by commas, or the parameter repeated) */
                frequencyType?: components["schemas"]["FrequencyType"][];
                /** @description Only active, or only inactive ones */
                active?: boolean;
                /** @description Only paused ones, or none of them */
                paused?: boolean;
                /** @description Only those of which nothing can be made, or none of them */
                resting?: boolean;
                /** @description Only with a next date before this time */
                nextBefore?: string;
                /** @description Only with a next date at or after this time */
                nextAfter?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page */
            200: {
                headers: {
                    /** @description Address of the next page, as rel="next" */
                    Link?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MaintenanceSchedulePage"];
                };
            };
            400: components["responses"]["BadParameters"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    createMaintenanceSchedule: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateMaintenanceSchedule"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    /** @description Address of what was created */
                    Location?: string;
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MaintenanceSchedule"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["KeyedConflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description The fields that say how the schedule repeats do not make a rule. There is no such machine. The machine is decommissioned or its facility is inactive. There is no such active user who could do the work. There is no such active team. The request is well-formed but wrong. A value is out of range or cannot be stored. This Idempotency-Key was sent with another query or body before. */
            422: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    createMaintenanceSchedules: {
        parameters: {
            query?: {
                /** @description All or nothing: the first item that fails undoes all others */
                atomic?: boolean;
            };
            header?: {
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MaintenanceScheduleBulk"];
            };
        };
        responses: {
            /** @description A result for each item */
            207: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkResult"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["KeyedConflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["KeyedUnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    previewMaintenanceSchedule: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SchedulePreviewRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SchedulePreview"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["KeyedConflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description The fields that say how the schedule repeats do not make a rule. There is no such machine. The machine is decommissioned or its facility is inactive. The request is well-formed but wrong. A value is out of range or cannot be stored. This Idempotency-Key was sent with another query or body before. */
            422: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    generateMaintenance: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Begun: ask for the operation until it has ended */
            202: {
                headers: {
                    /** @description Address of the operation */
                    Location?: string;
                    /** @description Seconds until it is worth asking */
                    "Retry-After"?: number;
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operation"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["KeyedConflict"];
            422: components["responses"]["KeyedUnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    getMaintenanceSchedule: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the answer that you have: 304 without a body says that it is still the same. Takes one, weak ones (`W/"…"`) too, several separated by commas, or `*` for any. Unlike If-Match it compares the whole tag: the version alone matches nothing. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The resource */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MaintenanceSchedule"];
                };
            };
            /** @description The same as what If-None-Match names */
            304: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadParameters"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    deleteMaintenanceSchedule: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that you have seen: the whole `ETag`, its version alone in quotes, or several of either, separated by commas, any of which may be the current one. The change is refused with 412 when the resource has moved on; a weak ETag (`W/"…"`) never matches. `*` names no version that was seen and is answered 428, as no header is. */
                "If-Match": string;
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed */
            204: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            /** @description It has occurrences in its ledger; `references` counts them. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            412: components["responses"]["PreconditionFailed"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    updateMaintenanceSchedule: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that you have seen: the whole `ETag`, its version alone in quotes, or several of either, separated by commas, any of which may be the current one. The change is refused with 412 when the resource has moved on; a weak ETag (`W/"…"`) never matches. `*` names no version that was seen and is answered 428, as no header is. */
                "If-Match": string;
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateMaintenanceSchedule"];
            };
        };
        responses: {
            /** @description Changed */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MaintenanceSchedule"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description The fields that say how the schedule repeats do not make a rule. The machine is decommissioned or its facility is inactive. There is no such active user who could do the work. There is no such active team. The request is well-formed but wrong. A value is out of range or cannot be stored. */
            422: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    pauseMaintenanceSchedule: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that you have seen: the whole `ETag`, its version alone in quotes, or several of either, separated by commas, any of which may be the current one. The change is refused with 412 when the resource has moved on; a weak ETag (`W/"…"`) never matches. `*` names no version that was seen and is answered 428, as no header is. */
                "If-Match": string;
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MaintenanceSchedulePause"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MaintenanceSchedule"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            /** @description The schedule is paused. Resume it first. The request with this Idempotency-Key is still being worked on. The request was carried out, but its answer cannot be given again. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["KeyedUnprocessableEntity"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    resumeMaintenanceSchedule: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that you have seen: the whole `ETag`, its version alone in quotes, or several of either, separated by commas, any of which may be the current one. The change is refused with 412 when the resource has moved on; a weak ETag (`W/"…"`) never matches. `*` names no version that was seen and is answered 428, as no header is. */
                "If-Match": string;
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MaintenanceSchedule"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            /** @description The schedule is not paused. The request with this Idempotency-Key is still being worked on. The request was carried out, but its answer cannot be given again. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["KeyedUnprocessableEntity"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    skipMaintenanceOccurrence: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that you have seen: the whole `ETag`, its version alone in quotes, or several of either, separated by commas, any of which may be the current one. The change is refused with 412 when the resource has moved on; a weak ETag (`W/"…"`) never matches. `*` names no version that was seen and is answered 428, as no header is. */
                "If-Match": string;
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MaintenanceOccurrenceSkip"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description Version of the resource, for If-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MaintenanceSchedule"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            /** @description The schedule is inactive. Activate it first. The request with this Idempotency-Key is still being worked on. The request was carried out, but its answer cannot be given again. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Only the next date of the schedule can be skipped. The request is well-formed but wrong. A value is out of range or cannot be stored. This Idempotency-Key was sent with another query or body before. */
            422: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    generateFromMaintenanceSchedule: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GenerationReport"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            /** @description The schedule is inactive. Activate it first. The schedule is paused. Resume it first. The request with this Idempotency-Key is still being worked on. The request was carried out, but its answer cannot be given again. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: components["responses"]["KeyedUnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    listMaintenanceOccurrences: {
        parameters: {
            query?: {
                /** @description Page size; above 100 counts as 100 */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description `total` also counts all rows that match, which takes longer */
                include?: components["schemas"]["ListInclude"];
                /** @description Order; - sorts descending. Without it: -occurrenceAt. */
                sort?: components["schemas"]["MaintenanceOccurrenceSort"];
                /** @description Only with these outcomes (several: separated by commas, or the parameter repeated) */
                status?: components["schemas"]["MaintenanceOccurrenceStatus"][];
                /** @description Only before this time */
                occurrenceBefore?: string;
                /** @description Only at or after this time */
                occurrenceAfter?: string;
            };
            header?: never;
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page */
            200: {
                headers: {
                    /** @description Address of the next page, as rel="next" */
                    Link?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MaintenanceOccurrencePage"];
                };
            };
            400: components["responses"]["BadParameters"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    listNotifications: {
        parameters: {
            query?: {
                /** @description Page size; above 100 counts as 100 */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description `total` also counts all rows that match, which takes longer */
                include?: components["schemas"]["ListInclude"];
                /** @description Order; - sorts descending. Without it: -createdAt. */
                sort?: components["schemas"]["NotificationSort"];
                /** @description Only read, or only unread ones */
                isRead?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page */
            200: {
                headers: {
                    /** @description Address of the next page, as rel="next" */
                    Link?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationPage"];
                };
            };
            400: components["responses"]["BadParameters"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    countUnreadNotifications: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the answer that you have: 304 without a body says that it is still the same. Takes one, weak ones (`W/"…"`) too, several separated by commas, or `*` for any. Unlike If-Match it compares the whole tag: the version alone matches nothing. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The resource */
            200: {
                headers: {
                    /** @description Tag of this answer, for If-None-Match */
                    ETag?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationCount"];
                };
            };
            /** @description The same as what If-None-Match names */
            304: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadParameters"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    readAllNotifications: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationCount"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["KeyedConflict"];
            422: components["responses"]["KeyedUnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    getNotification: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the answer that you have: 304 without a body says that it is still the same. Takes one, weak ones (`W/"…"`) too, several separated by commas, or `*` for any. Unlike If-Match it compares the whole tag: the version alone matches nothing. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The resource */
            200: {
                headers: {
                    /** @description Tag of this answer, for If-None-Match */
                    ETag?: string;
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Notification"];
                };
            };
            /** @description The same as what If-None-Match names */
            304: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadParameters"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    readNotification: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description Tag of this answer, for If-None-Match */
                    ETag?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Notification"];
                };
            };
            400: components["responses"]["KeyedBadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["KeyedConflict"];
            422: components["responses"]["KeyedUnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
}
