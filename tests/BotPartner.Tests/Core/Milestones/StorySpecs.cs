using System.Text;
using System.Text.Json;
using BotPartner.Core.Chat;
using BotPartner.Core.Milestones;
using BotPartner.Tests.Core.Decisions;
using BotPartner.Tests.Core.Partnerships;

namespace BotPartner.Tests.Core.Milestones;

/// <summary>What was completed is handed out as stories and for programs; what members wrote is theirs to the letter and never markup.</summary>
public sealed class StorySpecs
{
    private const string Nasty = "<!channel> @here [x](http://x) *b* `c` <script>";

    [Theory]
    [InlineData("# heading", "\\# heading")]
    [InlineData("- item", "\\- item")]
    [InlineData("12. item", "12\\. item")]
    [InlineData("12 wells", "12 wells")]
    [InlineData("---", "\\---")]
    [InlineData("a\nb", "a b")]
    [InlineData("", "")]
    [InlineData("7", "7")]
    [InlineData("<!channel> @here", "\\<\\!channel\\> \\@here")]
    public void Nothing_that_was_written_is_markup(string words, string escaped) => Assert.Equal(escaped, Story.Plain(words));

    [Theory]
    [InlineData("en", "How it was measured:", "Our first step together", "completed on 2 March 2026")]
    [InlineData("fr", "Comment on l’a mesuré :", "Notre premier pas ensemble", "accompli le 2 mars 2026")]
    [InlineData("es", "Cómo se midió:", "Nuestro primer paso juntos", "logrado el 2 de marzo de 2026")]
    public async Task Stories_are_told_in_the_askers_language_with_the_words_of_members_as_they_are(string language, string measured, string first, string day)
    {
        var (chamber, desk) = await Open();
        var said = chamber.Say("west", "export celebrations");
        var file = (Reply.File)await desk.Do(said with { Person = said.Person with { Language = language } });
        Assert.True(file.Confidential);
        Assert.Equal("celebrations.md", file.Name);
        var story = await Text(file);
        Assert.Contains(measured, story, StringComparison.Ordinal);
        Assert.Contains(first, story, StringComparison.Ordinal);
        Assert.Contains(day, story, StringComparison.Ordinal);
        Assert.Contains("## \\<\\!channel\\> \\@here \\[x\\](http://x) \\*b\\* \\`c\\` \\<script\\>", story, StringComparison.Ordinal);
        Assert.Contains("> one\n> \\# two\n>\n> — south", story, StringComparison.Ordinal);
        Assert.Contains("👏 1", story, StringComparison.Ordinal);
        Assert.DoesNotContain("Taken back", story, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_read_the_same_in_json()
    {
        var (chamber, desk) = await Open();
        var file = (Reply.File)await desk.Do(chamber.Say("west", "export celebrations json"));
        using var json = JsonDocument.Parse(await Text(file));
        Assert.Equal(CelebrationFiles.Format, json.RootElement.GetProperty("format").GetString());
        var one = Assert.Single(json.RootElement.GetProperty("celebrations").EnumerateArray());
        Assert.Equal(Nasty, one.GetProperty("title").GetString());
        Assert.Equal("one\n# two", one.GetProperty("credits")[0].GetProperty("line").GetString());
        Assert.Equal("west", one.GetProperty("notYetConfirmed")[0].GetString());
        Assert.Equal(1, one.GetProperty("kudos").GetProperty("clap").GetInt32());
        Assert.Equal(["export.celebrations.unknown"], (await desk.Do(chamber.Say("west", "export celebrations pdf"))).Keys());
    }

    private static async Task<string> Text(Reply.File file)
    {
        using var to = new MemoryStream();
        await file.Write(to, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(to.ToArray());
    }

    private static async Task<(Chamber Chamber, Chamber.Desk Desk)> Open()
    {
        var chamber = await new Chamber().Found();
        var desk = chamber.Process();
        await desk.Do(chamber.Say("south", $"milestone add {Nasty} by friday owner south, west"));
        await desk.Do(chamber.Say("south", "milestone add Taken back by friday owner south"));
        await desk.Do(chamber.Say("south", "milestone done 1 by counting"));
        await desk.Do(chamber.Say("south", "milestone done 2"));
        await desk.Do(chamber.Say("south", "milestone undo 2"));
        await desk.Do(chamber.Submit("south", CreditForm.Id, MilestoneForm.Args(Chamber.Id, 1), new() { ["line"] = "one\n# two" }));
        await desk.Do(chamber.Say("west", "kudos 1"));
        chamber.Time.Advance(TimeSpan.FromSeconds(2));
        await desk.Tick();
        return (chamber, desk);
    }
}
