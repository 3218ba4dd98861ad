using System.Text.Json.Nodes;

namespace BotPartner.Sandbox.Teams;

/// <summary>What the simulated Teams remembers from one run to the next: who is there, where they meet, and each message as it stands.</summary>
internal sealed record TeamsMemory(
    IReadOnlyList<TeamsAccount> Accounts, IReadOnlyList<TeamsMemory.KeptTeam> Teams, IReadOnlyList<TeamsMemory.KeptConversation> Conversations)
{
    internal sealed record KeptTeam(string Id, string Name, string Group, IReadOnlyList<string> Members, KeptInstallation Bot);

    internal sealed record KeptInstallation(bool Present, bool Blocked);

    internal sealed record KeptConversation(
        string Id, string Type, string Name, string? Team, IReadOnlyList<string> Members, KeptInstallation Bot, bool Gone, IReadOnlyList<KeptMessage> Messages);

    internal sealed record KeptMessage(
        string Id, string? Root, string? From, string? OnlyFor, IReadOnlyList<TeamsRevision> Revisions, IReadOnlyDictionary<string, JsonObject> Views);

    /// <summary>As it is now; what was taken back is forgotten, and of many revisions the first and the last are kept.</summary>
    public static TeamsMemory Of(TeamsWorld world) => new(
        world.Accounts,
        [.. world.Teams.Select(t => new KeptTeam(t.Id, t.Name, t.AadGroupId, [.. t.Members.Select(m => m.Id)], Of(t.Installation)))],
        [.. world.Conversations.Select(c => new KeptConversation(
            c.Id, c.Type, c.Name, c.Team?.Id, [.. c.Members.Select(m => m.Id)], Of(c.Installation), c.Gone, [.. world.Messages(c).Select(Of)]))]);

    /// <summary>Puts it all into a world that is empty yet.</summary>
    public void Into(TeamsWorld world)
    {
        var accounts = Accounts.ToDictionary(a => a.Id);
        var teams = Teams.ToDictionary(t => t.Id, t => new TeamsTeam(t.Id, t.Name, t.Group));
        foreach (var account in Accounts)
        {
            world.Recall(account);
        }

        foreach (var kept in Teams)
        {
            var team = teams[kept.Id];
            Restore(team.Installation, kept.Bot);
            foreach (var member in kept.Members)
            {
                team.Members.Add(accounts[member]);
            }

            world.Recall(team);
        }

        foreach (var kept in Conversations)
        {
            var team = kept.Team is null ? null : teams[kept.Team];
            var conversation = new TeamsConversation(
                kept.Id, kept.Type, kept.Name, team?.Members ?? [.. kept.Members.Select(m => accounts[m])], team?.Installation ?? Restore(new(), kept.Bot))
            {
                Team = team,
                Gone = kept.Gone,
            };
            team?.Channels.Add(conversation);
            world.Recall(conversation, kept.Messages.Select(m => Message(m, conversation, accounts)));
        }
    }

    private static KeptInstallation Of(TeamsInstallation installation) => new(installation.Present, installation.Blocked);

    private static KeptMessage Of(TeamsMessage message)
    {
        var revisions = message.Revisions;
        return new(
            message.Id,
            message.Root,
            message.From?.Id,
            message.OnlyFor?.Id,
            revisions.Count == 1 ? revisions : [revisions[0], revisions[^1]],
            message.Views.ToDictionary());
    }

    private static TeamsInstallation Restore(TeamsInstallation installation, KeptInstallation kept)
    {
        (installation.Present, installation.Blocked) = (kept.Present, kept.Blocked);
        return installation;
    }

    private static TeamsMessage Message(KeptMessage kept, TeamsConversation conversation, Dictionary<string, TeamsAccount> accounts)
    {
        var message = new TeamsMessage(kept.Id, conversation, kept.Root, kept.From is null ? null : accounts[kept.From])
        {
            OnlyFor = kept.OnlyFor is null ? null : accounts[kept.OnlyFor],
        };
        foreach (var revision in kept.Revisions)
        {
            message.Revise(revision.At, revision.Activity);
        }

        foreach (var (who, card) in kept.Views)
        {
            message.Views[who] = card;
        }

        return message;
    }
}
