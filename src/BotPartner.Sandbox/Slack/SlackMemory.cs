namespace BotPartner.Sandbox.Slack;

/// <summary>What the simulated Slack remembers from one run to the next: who is there, the channels, and each message as it stands.
/// Open modals and home tabs are the clients', and end with them.</summary>
internal sealed record SlackMemory(IReadOnlyList<SlackAccount> Accounts, IReadOnlyList<SlackMemory.KeptChannel> Channels)
{
    internal sealed record KeptChannel(string Id, string Name, string? Person, bool Archived, IReadOnlyList<string> Members, IReadOnlyList<SaidMessage> Messages);

    internal sealed record SaidMessage(
        string Ts, string? From, string? OnlyFor, string? ThreadTs, IReadOnlyList<SlackFile> Files, IReadOnlyList<SlackRevision> Revisions);

    /// <summary>As it is now; what was taken back is forgotten, and of many revisions the first and the last are kept.</summary>
    public static SlackMemory Of(SlackWorkspace workspace) => new(
        workspace.Accounts,
        [.. workspace.Channels.Select(c => new KeptChannel(c.Id, c.Name, c.Person?.Id, c.Archived, c.Members, [.. c.Messages.Select(Of)]))]);

    /// <summary>Puts it all into a workspace that is empty yet.</summary>
    public void Into(SlackWorkspace workspace)
    {
        var accounts = Accounts.ToDictionary(a => a.Id);
        foreach (var account in Accounts)
        {
            workspace.Recall(account);
        }

        foreach (var kept in Channels)
        {
            var channel = new SlackChannel(kept.Id, kept.Name, kept.Person is null ? null : accounts[kept.Person]) { Archived = kept.Archived };
            foreach (var member in kept.Members)
            {
                channel.Join(member);
            }

            foreach (var message in kept.Messages)
            {
                channel.Add(Message(message, channel, accounts));
            }

            workspace.Recall(channel);
        }
    }

    private static SaidMessage Of(SlackMessage message)
    {
        var revisions = message.Revisions;
        return new(
            message.Ts, message.From?.Id, message.OnlyFor?.Id, message.ThreadTs, message.Files, revisions.Count == 1 ? revisions : [revisions[0], revisions[^1]]);
    }

    private static SlackMessage Message(SaidMessage kept, SlackChannel channel, Dictionary<string, SlackAccount> accounts)
    {
        var message = new SlackMessage(kept.Ts, channel, kept.From is null ? null : accounts[kept.From])
        {
            OnlyFor = kept.OnlyFor is null ? null : accounts[kept.OnlyFor],
            ThreadTs = kept.ThreadTs,
            Files = kept.Files,
        };
        foreach (var revision in kept.Revisions)
        {
            message.Revise(revision.At, revision.Text, revision.Blocks);
        }

        return message;
    }
}
