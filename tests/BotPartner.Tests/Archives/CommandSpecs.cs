using BotPartner.Archives;

namespace BotPartner.Tests.Archives;

public sealed class CommandSpecs : IDisposable
{
    private readonly Mover mover = new();

    private string Store => $"--Storage:Sqlite:Path={mover.In("bot.db")}";

    public void Dispose() => mover.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("--Storage:Sqlite:Path=export")]
    [InlineData("exports", "file")]
    public void Without_a_command_the_bot_runs(params string[] args) => Assert.Null(ArchiveCommand.Of(args));

    [Theory]
    [InlineData("export")]
    [InlineData("import", "--replace")]
    [InlineData("export", "a", "b")]
    [InlineData("export", "a", "--replace")]
    [InlineData("compare", "a", "--x=1", "b")]
    public async Task What_is_not_understood_is_answered_by_what_is(params string[] args)
    {
        var told = await mover.Run(null, args);
        Assert.Equal((2, ""), (told.Code, told.Result));
        Assert.Contains("BotPartner export FILE", told.Way, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("help")]
    [InlineData("--help")]
    [InlineData("export", "--help")]
    public async Task Help_says_what_there_is_and_how_to_keep_the_file(params string[] args)
    {
        var told = await mover.Run(null, args);
        Assert.Equal((0, ""), (told.Code, told.Way));
        Assert.Contains("keep it as you keep the store itself", told.Result, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_store_is_the_one_that_the_settings_name()
    {
        await using (var store = mover.Sqlite("bot.db"))
        {
            await store.Write([Mover.Entry("a"), Mover.Entry("b")], TestContext.Current.CancellationToken);
        }

        var told = await mover.Run(null, ["export", mover.File, Store]);
        Assert.Equal(0, told.Code);
        Assert.StartsWith("Exported 2 documents", told.Result, StringComparison.Ordinal);
        Assert.Equal(0, (await mover.Run(null, ["compare", mover.File, "--Storage:Sqlite:Path", mover.In("bot.db")])).Code);
        Assert.Equal(0, (await mover.Run(null, ["import", mover.File, $"--Storage:Sqlite:Path={mover.In("new.db")}"])).Code);
        Assert.Equal(1, (await mover.Run(null, ["compare", mover.File, $"--Storage:Sqlite:Path={mover.In("other.db")}"])).Code);
    }

    [Theory]
    [InlineData("export")]
    [InlineData("import")]
    [InlineData("compare")]
    public async Task While_a_bot_has_the_store_it_is_asked_to_be_stopped(string verb)
    {
        await using var store = mover.Sqlite("bot.db");
        (await mover.Run(null, [verb, mover.File, Store])).Refuses("another process uses it; stop the bot first");
        Assert.False(File.Exists(mover.File));
    }

    [Theory]
    [InlineData("export")]
    [InlineData("compare")]
    public async Task A_store_that_does_not_exist_is_said_not_to_and_none_is_made(string verb)
    {
        await mover.Exported(await mover.Memory("a"));
        var (file, other) = (verb == "export" ? mover.In("new.ndjson") : mover.File, mover.In("typo.db"));
        (await mover.Run(null, [verb, file, $"--Storage:Sqlite:Path={other}"])).Refuses($"Configuration: Storage:Sqlite:Path names no store: there is no file '{other}'");
        Assert.False(File.Exists(other));
        Assert.False(File.Exists(mover.In("new.ndjson")));
    }

    [Fact]
    public async Task A_wrong_setting_is_said_in_one_line() =>
        (await mover.Run(null, ["export", mover.File, "--Storage:Provider=Paper"])).Refuses("Configuration: Storage:Provider must be");
}
