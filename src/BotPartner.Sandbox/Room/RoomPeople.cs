using System.Text.RegularExpressions;
using BotPartner.Sandbox.Slack;
using BotPartner.Sandbox.Teams;
using BotPartner.Sandbox.Time;
using BotPartner.Sandbox.Wire;

namespace BotPartner.Sandbox.Room;

/// <summary>Whom one can be in the room, and what each of them sees.</summary>
internal sealed partial class RoomPeople(SimulatedTeams teams, SimulatedSlack slack)
{
    public IReadOnlyList<TeamsPerson> InTeams => [.. teams.World.Accounts.Select(a => new TeamsPerson(teams, a, new()))];

    public IReadOnlyList<SlackPerson> InSlack => [.. slack.Workspace.Accounts.Select(a => new SlackPerson(slack, a, new()))];

    public TeamsPerson TeamsPerson(string? id) => InTeams.FirstOrDefault(p => p.Account.Id == id) ?? teams.Anna;

    public SlackPerson SlackPerson(string? id) => InSlack.FirstOrDefault(p => p.Account.Id == id) ?? slack.Bo;

    /// <summary>The conversations that a person reads in Teams; their own with the bot last.</summary>
    public IReadOnlyList<TeamsConversation> Conversations(TeamsPerson person) =>
        [.. teams.World.Conversations.Where(c => c.Type != "personal" && c.Members.Contains(person.Account)), person.Chat];

    /// <summary>The channels that a person reads in Slack; their own with the bot last.</summary>
    public IReadOnlyList<SlackChannel> Channels(SlackPerson person) =>
        [.. slack.Workspace.Channels.Where(c => c.Person is null && c.Has(person.Account.Id)), person.Direct];

    /// <summary>What stands under a message in Slack; null if there is none of this id.</summary>
    public SlackFile? File(string id) => slack.Workspace.Channels.SelectMany(c => c.Messages).SelectMany(m => m.Files).FirstOrDefault(f => f.Id == id);

    /// <summary>What a person reads in a channel, their ephemeral messages among the others.</summary>
    public static IReadOnlyList<SlackMessage> Messages(SlackChannel channel, SlackPerson person) =>
        [.. channel.Messages.Where(m => m.OnlyFor is null || m.OnlyFor == person.Account).OrderBy(m => m.Ts, StringComparer.Ordinal)];

    /// <summary>To whom alone the bot speaks by this request; null if to a channel or to nobody.</summary>
    public string? Whom(WireEntry entry)
    {
        if (entry.Direction == WireDirection.ToBot || !RoomClock.Shows(entry))
        {
            return null;
        }

        if (entry.Service == "teams")
        {
            var id = Uri.UnescapeDataString(Conversation().Match(entry.Path).Value);
            return teams.World.Conversations.FirstOrDefault(c => c.Id == id && c.Type == "personal")?.Members.FirstOrDefault()?.Name;
        }

        // An ephemeral message names the one who sees it; a direct one its channel, or whom it is with.
        var told = Uri.UnescapeDataString(entry.RequestBody);
        var user = One().Match(told) is { Success: true } one ? one.Value : Channel().Match(told).Value;
        return slack.Workspace.Channels.FirstOrDefault(c => c.Id == user)?.Person?.Name ?? slack.Workspace.Accounts.FirstOrDefault(a => a.Id == user)?.Name;
    }

    [GeneratedRegex("(?<=/conversations/)[^/]+", RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Conversation();

    [GeneratedRegex("""(?<=(?:^|&)user=|^\{[^{}]*"user"\s*:\s*")[A-Z0-9]+""", RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex One();

    [GeneratedRegex("""(?<=(?:^|&)channel=|"channel"\s*:\s*")[A-Z0-9]+""", RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Channel();
}
