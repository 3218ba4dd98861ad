using BotPartner.Core.Documents;
using BotPartner.Sandbox.Slack;
using BotPartner.Storage.Sqlite;
using BotPartner.Tests.Sandbox;
using BotPartner.Tests.Stories;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;

namespace BotPartner.Tests.Slack;

/// <summary>A refresh token can be used once. What if its answer is lost, or cannot be kept?</summary>
public sealed class RenewalSpecs
{
    [Fact]
    public async Task An_answer_that_is_lost_ends_the_installation_with_its_token_and_stewards_are_told_in_time()
    {
        await using var stage = await InstallingSpecs.Installable();
        var (teams, slack) = (stage.Teams, stage.Slack);
        using var browser = new SlackBrowser(slack);
        await browser.Installs();
        await Founded.Across(stage);

        // The process dies over it, or the connection breaks: the refresh token is spent, what it bought is nowhere.
        await stage.Jump(TimeSpan.FromHours(10.5));
        slack.Mischief.LoseAnswer("oauth.v2.access");
        await slack.Bo.Says(slack.Partnership, "@BotPartner decisions");
        await stage.Pass(2);
        Assert.Equal(1, slack.Renewals);
        Assert.Contains("decision", await Founded.Heard(stage, slack.Bo), StringComparison.OrdinalIgnoreCase);

        // When the claim is over another try tells so. Nothing stops yet: the old token is good until its time.
        await stage.Jump(TimeSpan.FromSeconds(61));
        await slack.Bo.Says(slack.Partnership, "@BotPartner decisions");
        await stage.Pass(3);
        var told = Assert.Single(teams.Messages(teams.Anna.Chat), m => m.PlainText().Contains("cannot be extended", StringComparison.Ordinal));
        Assert.Contains("clean-rivers", told.PlainText(), StringComparison.Ordinal);
        Assert.Contains("cannot be renewed any more", Assert.Single(stage.Errors.Lines), StringComparison.Ordinal);
        await slack.Bo.Commands(slack.Partnership, "/partner", "decide Meet in May | closes in 3d");
        await stage.Pass(3);
        Assert.Contains(slack.Posts(slack.Partnership), m => m.PlainText().Contains("Meet in May", StringComparison.Ordinal));

        // Then it is silent, and nothing is lost: installed again, what was owed arrives.
        await stage.Jump(TimeSpan.FromHours(2));
        await teams.Anna.Says(teams.General, "@BotPartner decide Meet in June | closes in 3d");
        await stage.Pass(3);
        Assert.DoesNotContain(slack.Posts(slack.Partnership), m => m.PlainText().Contains("Meet in June", StringComparison.Ordinal));
        Assert.Equal(200, (await browser.Installs()).Status);
        await stage.Pass(10);
        Assert.Contains(slack.Posts(slack.Partnership), m => m.PlainText().Contains("Meet in June", StringComparison.Ordinal));
        Assert.Single(teams.Messages(teams.Anna.Chat), m => m.PlainText().Contains("cannot be extended", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_store_that_is_down_at_that_moment_loses_nothing()
    {
        await using var stage = await InstallingSpecs.Installable();
        var slack = stage.Slack;
        using var browser = new SlackBrowser(slack);
        await browser.Installs();
        var moody = new Moody();
        stage.Adjust = b => b.Services.Replace(ServiceDescriptor.Singleton<IDocuments>(s => moody.Over(s.GetRequiredService<SqliteDocuments>())));
        await stage.Restart();
        await slack.Bo.Invites(slack.Partnership);
        await stage.Pass(2);

        await stage.Jump(TimeSpan.FromHours(11));
        moody.Takes = 1; // The claim is saved, what it brought is not.
        await Task.WhenAll(Answers(stage, slack.Bo), Answers(stage, slack.Dana));
        Assert.Equal(1, slack.Renewals);
        stage.Time.Advance(TimeSpan.FromHours(2)); // The old token has ended.
        await Answers(stage, slack.Bo);

        moody.Takes = int.MaxValue;
        for (var i = 0; i < 40 && !moody.Saved; i++)
        {
            stage.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Assert.True(moody.Saved);
        stage.Adjust = null;
        await stage.Restart();
        await Answers(stage, slack.Dana);
        Assert.Equal(1, slack.Renewals);
    }

    [Fact]
    public async Task Keys_that_are_gone_are_said_and_mended_by_installing_again()
    {
        await using var stage = await InstallingSpecs.Installable();
        var slack = stage.Slack;
        using var browser = new SlackBrowser(slack);
        await browser.Installs();
        await slack.Bo.Invites(slack.Partnership);
        await stage.Pass(2);
        await stage.Stop();
        foreach (var key in Directory.EnumerateFiles(Path.Combine(Path.GetDirectoryName(stage.StoreSettings["Storage:Sqlite:Path"])!, "keys")))
        {
            File.Delete(key);
        }

        await stage.Start();
        await slack.Bo.Says(slack.Partnership, "@BotPartner help");
        await stage.Pass(2);
        Assert.Empty(slack.Ephemerals(slack.Partnership, slack.Bo));
        Assert.Equal(200, (await browser.Installs()).Status);
        await Answers(stage, slack.Bo);
    }

    private static async Task Answers(Stage stage, SlackPerson person)
    {
        var before = stage.Slack.Ephemerals(stage.Slack.Partnership, person).Count;
        await person.Says(stage.Slack.Partnership, "@BotPartner help");
        await Soon.True(() => stage.Slack.Ephemerals(stage.Slack.Partnership, person).Count > before);
    }

    /// <summary>A store that takes so many more saves of installations.</summary>
    private sealed class Moody : IDocuments
    {
        private IDocuments inner = null!;
        private volatile bool failed;

        public int Takes { get; set; } = int.MaxValue;

        public bool Saved { get; private set; }

        public Moody Over(IDocuments over)
        {
            inner = over;
            return this;
        }

        public Task<Entry?> Find(Key key, CancellationToken cancellation) => inner.Find(key, cancellation);

        public Task<string?> Save(Entry entry, CancellationToken cancellation)
        {
            if (entry.Kind == "slack-installation" && Takes-- <= 0)
            {
                failed = true;
                throw new StoreUnavailableException("down");
            }

            Saved |= failed && entry.Kind == "slack-installation";
            return inner.Save(entry, cancellation);
        }

        public Task<bool> Delete(Key key, string version, CancellationToken cancellation) => inner.Delete(key, version, cancellation);

        public Task<IReadOnlyList<Entry>> List(string partition, string kind, string after, int take, CancellationToken cancellation) =>
            inner.List(partition, kind, after, take, cancellation);

        public Task<IReadOnlyList<Entry>> Due(Instant now, int take, CancellationToken cancellation) => inner.Due(now, take, cancellation);
    }
}
