using BotPartner.Core.Chat;
using BotPartner.Core.Languages;
using BotPartner.Slack.Inbound;

namespace BotPartner.Slack.Api;

/// <summary>What Slack says about an account; payloads carry neither language nor zone.</summary>
public sealed record Profile(string? Name, string? Team, string? Language, string? TimeZone);

/// <summary>Accounts looked up with <c>users.info</c>, kept for an hour, and only for people whose handler does not know them.</summary>
public sealed class Profiles(WebApi api, TimeProvider time)
{
    private const int Most = 10_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1);
    private static readonly TimeSpan Vain = TimeSpan.FromMinutes(1);
    private static readonly Profile Nobody = new(null, null, null, null);
    private readonly Bounded<(Profile Profile, DateTimeOffset Until)> known = new(Most);

    /// <summary>For whom a reply is rendered: as the handler says, else as Slack says, else English and UTC.</summary>
    /// <param name="reply">The reply.</param>
    /// <param name="person">Who gets it.</param>
    /// <param name="team">The workspace to ask in.</param>
    /// <param name="cancellation">Gives up.</param>
    public async ValueTask<Reader> Reader(Reply reply, Person person, string team, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(reply);
        var profile = reply.Language is null ? await Find(person, team, cancellation) : Known(person);
        return Core.Languages.Reader.Of(reply.Language ?? profile.Language, reply.TimeZone ?? profile.TimeZone);
    }

    /// <summary>The language that is known without asking.</summary>
    public Reader KnownReader(Person person)
    {
        var profile = Known(person);
        return Core.Languages.Reader.Of(profile.Language, profile.TimeZone);
    }

    /// <summary>An account, as far as Slack says within a second.</summary>
    public async Task<Profile> Find(Person person, string team, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(person);
        if (known.TryGet(person.Key, out var kept) && kept.Until > time.GetUtcNow())
        {
            return kept.Profile;
        }

        var profile = await Ask(person.User, team, cancellation);
        known.Set(person.Key, (profile, time.GetUtcNow() + (profile == Nobody ? Vain : Fresh)));
        return profile;
    }

    /// <summary>Somebody of whom a payload gives no more than the id and the handle, as far as Slack says within a second.</summary>
    public async Task<Person> Fill(Person person, string team, CancellationToken cancellation) =>
        With(person, await Find(person, team, cancellation));

    /// <summary>Somebody mentioned, of whom it is not said where they belong: in a shared channel they may be of another workspace.</summary>
    public async Task<Person> Meet(Person person, string team, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(person);
        var profile = await Find(person, team, cancellation);
        return With(person, profile) with { Realm = profile.Team ?? person.Realm };
    }

    /// <summary>The same, as far as it is known without asking.</summary>
    public Person Recall(Person person) => With(person, Known(person));

    private static Person With(Person person, Profile profile)
    {
        ArgumentNullException.ThrowIfNull(person);
        return person with { Name = profile.Name ?? person.Name, Language = profile.Language, TimeZone = profile.TimeZone };
    }

    private Profile Known(Person person) => known.TryGet(person.Key, out var kept) ? kept.Profile : Nobody;

    private async Task<Profile> Ask(string user, string team, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            var body = Body.Of(w =>
            {
                w.WriteString("user"u8, user);
                w.WriteBoolean("include_locale"u8, true);
            });
            return await api.Call("users.info", team, body, either.Token) is Answer.Done done ? Of(done.Body.At("user"u8)) : Nobody;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Nobody;
        }
    }

    private static Profile Of(System.Text.Json.JsonElement user)
    {
        var profile = user.At("profile"u8);
        return new(
            // A vote is read under the name of a person, not under a handle.
            profile.Words("real_name"u8) ?? user.Words("real_name"u8) ?? profile.Words("display_name"u8) ?? user.Words("name"u8),
            user.Words("team_id"u8),
            user.Words("locale"u8),
            user.Words("tz"u8));
    }
}
