using System.Text.Json;
using BotPartner.Core.Chat;
using BotPartner.Slack.Api;

namespace BotPartner.Slack.Inbound;

/// <summary>The message that a message shortcut was used on, as Slack tells of it: in its markup, and with ids for names.</summary>
/// <param name="Text">As it came.</param>
/// <param name="By">Who wrote it; null for an app, this one included.</param>
/// <param name="Ts">When.</param>
public sealed record PointedAt(string Text, Person? By, string? Ts)
{
    /// <summary>More people mentioned at once keep their ids for names.</summary>
    private const int MostNames = 10;

    /// <summary>Reads the message of a payload.</summary>
    /// <param name="message">As it came.</param>
    /// <param name="team">The workspace it was used in.</param>
    public static PointedAt Read(JsonElement message, string team)
    {
        // In a channel that several workspaces share, who wrote it may be of another one.
        var own = message.Words("user_team"u8) ?? message.Words("source_team"u8) ?? message.Words("team"u8) ?? team;
        var app = message.Words("bot_id"u8) is not null || message.Words("subtype"u8) is "bot_message";
        var by = !app && message.Words("user"u8) is { } user && user != "USLACKBOT"
            ? Naming.Person(own, user, message.At("user_profile"u8).Words("real_name"u8))
            : null;

        // Apps may write nothing but attachments, which say in a word what they hold.
        return new(message.Words("text"u8) ?? message.At("attachments"u8).First().Words("fallback"u8) ?? "", by, message.Words("ts"u8));
    }

    /// <summary>What people read there. Slack is asked for the names, all at once and for a second at most: the dialog waits for it.</summary>
    public async Task<Quoted> Resolve(Profiles profiles, string team, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        var names = Task.WhenAll(Spoken.Nameless(Text).Distinct().Take(MostNames).Select(u => profiles.Meet(Naming.Person(team, u), team, cancellation)));
        var by = By is null ? null : await profiles.Fill(By, team, cancellation);
        var named = await names;
        var spoken = Spoken.Of(Text, own: null, (user, label) =>
            label is null ? named.FirstOrDefault(p => p.User == user) ?? Naming.Person(team, user) : Naming.Person(team, user, label));
        return Quoted.Of(spoken.Words, by, Naming.Moment(Ts));
    }
}
