namespace BotPartner.Tests.Stories;

/// <summary>A channel of one workspace is shared with another one that installed the app, too: what a guest types there.</summary>
public abstract class SharedChannelStory(Store store)
{
    [Fact]
    public async Task A_guests_command_is_told_to_mention_the_bot_and_a_mention_acts_in_the_channel_by_the_guests_own_right()
    {
        await using var stage = await Workspaces.Set(store);
        var delta = await Workspaces.Across(stage);
        var slack = stage.Slack;

        // The same channel, as the guest's workspace knows it: the bot was never added to it there.
        var seenByDelta = delta.AddChannel("rivers-of-others", delta.Femi);
        delta.Share(seenByDelta, slack.Partnership.Id);
        var before = (slack.Messages(slack.Partnership).Count, stage.Teams.Messages(stage.Teams.General).Count);
        foreach (var words in new[] { "decisions", "vote 1 for", "decide Adopt it | majority", "close 1" })
        {
            var told = (await delta.Femi.Commands(seenByDelta, "/partner", words)).Message?.Read();
            Assert.Contains(Reading.Words("refusal.not-connected", "en"), told, StringComparison.Ordinal);
            Assert.Contains(Reading.Words("slack.shared-channel", "en"), told, StringComparison.Ordinal);
        }

        await stage.Pass(2);
        Assert.Equal(before, (slack.Messages(slack.Partnership).Count, stage.Teams.Messages(stage.Teams.General).Count));

        // In a channel of its own that is not connected there is nothing of that to say.
        var quiet = delta.AddChannel("fishing", delta.Femi);
        Assert.DoesNotContain(Reading.Words("slack.shared-channel", "en"), (await delta.Femi.Commands(quiet, "/partner", "decisions")).Message?.Read(), StringComparison.Ordinal);

        // By a mention a stranger of that workspace is a stranger, and a member votes for their own partner, answered by the token of the channel's.
        var guest = slack.AddGuest("Grace Obi", "Delta Fishers Council", delta.Options.TeamId, slack.Partnership);
        var (_, card) = await Founded.Put(stage);
        await guest.Says(slack.Partnership, "@BotPartner vote 1 for");
        await stage.Pass(3);
        Assert.Matches("(Turnout: 0 of 4|0 / 4 · Turnout)", card.Read());
        await guest.Says(slack.Partnership, "@BotPartner join Delta Fishers Council");
        await stage.Pass(3);
        await Founded.Admitted(stage);
        await guest.Says(slack.Partnership, "@BotPartner partners");
        await stage.Pass(3);
        Assert.Contains("Delta Fishers Council", await Founded.Heard(stage, guest), StringComparison.Ordinal);
        Assert.Empty(stage.Errors.Lines);
    }
}

public sealed class SharedChannelOnSqlite() : SharedChannelStory(Store.Sqlite);

public sealed class SharedChannelOnCosmos() : SharedChannelStory(Store.Cosmos);

public sealed class SharedChannelOnShared() : SharedChannelStory(Store.Shared);
