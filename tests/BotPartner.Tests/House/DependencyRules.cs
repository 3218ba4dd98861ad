using System.Text.RegularExpressions;
using BotPartner.Core.Chat;

namespace BotPartner.Tests.House;

/// <summary>Who may know whom: the table of the architecture.</summary>
public sealed partial class DependencyRules
{
    [Theory]
    [InlineData("src/BotPartner/Teams", "BotPartner.Slack|BotPartner.Storage|BotPartner.Workers|Microsoft.Data.Sqlite")]
    [InlineData("src/BotPartner/Slack", "BotPartner.Teams|BotPartner.Storage|BotPartner.Workers|Microsoft.Data.Sqlite")]
    [InlineData("src/BotPartner/Storage", "BotPartner.Teams|BotPartner.Slack|BotPartner.Core.Decisions|BotPartner.Core.Partnerships")]
    [InlineData("src/BotPartner/Archives", "BotPartner.Teams|BotPartner.Slack|BotPartner.Workers|BotPartner.Storage.Sqlite|BotPartner.Core.Decisions|BotPartner.Core.Partnerships|Microsoft.Data.Sqlite")]
    [InlineData("src/BotPartner/Files", "BotPartner.Teams|BotPartner.Slack|BotPartner.Storage|BotPartner.Workers|Microsoft.Data.Sqlite")]
    [InlineData("src/BotPartner/Records", "BotPartner.Teams|BotPartner.Slack|BotPartner.Storage|BotPartner.Workers|BotPartner.Core.Documents|Microsoft.Data.Sqlite")]
    [InlineData("src/BotPartner/Manifests", "BotPartner.Storage|BotPartner.Workers|BotPartner.Core.Decisions|BotPartner.Core.Partnerships|Microsoft.Data.Sqlite")]
    [InlineData("src/BotPartner/Workers", "BotPartner.Teams|BotPartner.Slack|BotPartner.Storage|BotPartner.Core.Decisions|BotPartner.Core.Partnerships")]
    [InlineData("src/BotPartner/Telemetry", "BotPartner.Teams|BotPartner.Slack|BotPartner.Workers|BotPartner.Core.Decisions|BotPartner.Core.Partnerships|Microsoft.Data.Sqlite")]
    [InlineData("src/BotPartner.Core/Chat", "BotPartner.Core.Decisions|BotPartner.Core.Partnerships|BotPartner.Core.Settings|BotPartner.Core.Guidance|BotPartner.Core.Principles|BotPartner.Core.Milestones|BotPartner.Core.Digests")]
    [InlineData("src/BotPartner.Core/Documents", "BotPartner.Core.Decisions|BotPartner.Core.Partnerships")]
    [InlineData("src/BotPartner.Core/Partnerships", "BotPartner.Core.Decisions|BotPartner.Core.Tensions|BotPartner.Core.Settings|BotPartner.Core.Guidance|BotPartner.Core.Principles|BotPartner.Core.Milestones|BotPartner.Core.Digests")]
    [InlineData("src/BotPartner.Core/Decisions", "BotPartner.Core.Tensions|BotPartner.Core.Settings|BotPartner.Core.Guidance|BotPartner.Core.Principles|BotPartner.Core.Milestones")]
    [InlineData("src/BotPartner.Core/Tensions", "BotPartner.Core.Principles|BotPartner.Core.Milestones")]
    [InlineData("src/BotPartner.Core/Principles", "BotPartner.Core.Tensions|BotPartner.Core.Milestones")]
    [InlineData("src/BotPartner.Sandbox", "BotPartner.Core|BotPartner.Teams|BotPartner.Slack|BotPartner.Storage|BotPartner.Workers")]
    public void Folders_know_only_what_the_table_allows(string folder, string forbidden) => Assert.All(
        Source.Files(folder),
        f => Assert.DoesNotMatch($@"\b({forbidden.Replace(".", @"\.", StringComparison.Ordinal)})\b", f.Text));

    [Fact]
    public void Core_needs_no_more_than_the_framework_and_NodaTime() => Assert.All(
        typeof(Router).Assembly.GetReferencedAssemblies(),
        a => Assert.Matches(@"^(System\.(Runtime|Collections.*|Linq|Memory|Text.*|Security\.Cryptography|Threading.*|Private.*)|NodaTime)$", a.Name));

    [Fact]
    public void Core_speaks_no_platforms_language() => Assert.All(
        Source.Files("src/BotPartner.Core"), f => Assert.DoesNotMatch(@"(?i)\b(activity|activities|blocks?|ts|tenants?|adaptive|slack|teams|mrkdwn|ephemeral)\b", f.Text));

    [Fact]
    public void Core_has_no_words_for_people_outside_the_catalogue() => Assert.All(
        from file in Source.Files("src/BotPartner.Core")
        from line in file.Text.Split('\n')
        where !line.TrimStart().StartsWith("//", StringComparison.Ordinal) && !line.Contains("Exception(", StringComparison.Ordinal) && !line.Contains("DateTimePattern", StringComparison.Ordinal)
        from Match literal in Literal().Matches(line)
        select (file.Path, Literal: literal.Value),
        l => Assert.DoesNotMatch(@"\p{L}{2,} \p{L}{2,}", l.Literal));

    [Fact]
    public void The_rules_of_decisions_and_of_tensions_are_plain_functions() => Assert.All(
        Source.Files("src/BotPartner.Core/Decisions", "src/BotPartner.Core/Tensions").Where(f => Pure().IsMatch(f.Path)),
        f => Assert.DoesNotMatch(@"\b(Task|ValueTask|async|await|IDocuments|TimeProvider|IIds)\b", f.Text));

    [Fact]
    public void No_file_is_longer_than_300_lines() => Assert.All(
        Source.Files("src", "tests"), f => Assert.True(f.Text.Split('\n').Length <= 301, $"{f.Path}: {f.Text.Split('\n').Length} lines"));

    [Fact]
    public void No_feature_leans_on_more_than_four_others() => Assert.All(
        typeof(Router).Assembly.GetTypes().Where(t => typeof(IFeature).IsAssignableFrom(t) && t.IsClass),
        t => Assert.True(t.GetConstructors().Single().GetParameters().Length <= 4, t.Name));

    [Fact]
    public void Every_feature_is_known_to_the_bot()
    {
        var registered = File.ReadAllText(Path.Combine(Source.Root, "src/BotPartner/Features.cs"));
        Assert.All(
            typeof(Router).Assembly.GetTypes().Where(t => typeof(IFeature).IsAssignableFrom(t) && t.IsClass),
            t => Assert.Contains($"Add<{t.Name}>()", registered, StringComparison.Ordinal));
    }

    [GeneratedRegex("\"([^\"\\\\]|\\\\.)*\"", RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Literal();

    [GeneratedRegex("/(Counting|Records|Protocol)/|/(Box|Decision|Proposal|ProposalForm|BallotForm|DecisionCards)\\.cs$", RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Pure();
}
