using BotPartner.Sandbox.Slack;
using BotPartner.Sandbox.Teams;

namespace BotPartner.Sandbox.Room;

/// <summary>Whom one can be in the room, and what each of them sees.</summary>
internal sealed class RoomPeople(SimulatedTeams teams, SimulatedSlack slack)
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

    /// <summary>What a person reads in a channel, their ephemeral messages among the others.</summary>
    public static IReadOnlyList<SlackMessage> Messages(SlackChannel channel, SlackPerson person) =>
        [.. channel.Messages.Where(m => m.OnlyFor is null || m.OnlyFor == person.Account).OrderBy(m => m.Ts, StringComparer.Ordinal)];
}
