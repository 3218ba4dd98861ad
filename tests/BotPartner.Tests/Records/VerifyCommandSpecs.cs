using System.Text;
using BotPartner.Core.Decisions;
using BotPartner.Records;
using BotPartner.Tests.Core.Decisions.Records;
using BotPartner.Tests.Storage;

namespace BotPartner.Tests.Records;

public sealed class VerifyCommandSpecs : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static string Lines => string.Join('\n', Chains.Three().Select(r => Encoding.UTF8.GetString(r.ToBytes())));

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("export", "verify")]
    [InlineData("verified")]
    public void Other_commands_are_not_its(params string[] args) => Assert.Null(VerifyCommand.Of(args));

    [Fact]
    public async Task What_holds_is_said_in_one_line()
    {
        Assert.Equal((0, "ok: 3 records, positions 1 to 3\n", ""), await Verify(Lines));
        Assert.Equal((0, "ok: one record, positions 2 to 2\n", ""), await Verify(Lines.Split('\n')[1]));
        Assert.Equal((0, "ok: 3 records, positions 1 to 3\n", ""), await Verify($"\uFEFF[{Lines.Replace("\n", ",\r\n", StringComparison.Ordinal)}]"));
        Assert.Equal((0, "ok: 3 records, positions 1 to 3\n", ""), await Verify(Export(Lines.Replace('\n', ','))));
        Assert.Equal((0, "ok: no records\n", ""), await Verify(Export("")));
    }

    [Fact]
    public async Task The_first_thing_that_does_not_match_is_said_in_one_line()
    {
        Assert.Equal((1, "Record 1 does not count right, at rounds[0].outcome.counts.against: it says 2, its ballots come to 1.\n", ""), await Verify(Lines.Replace("\"against\":1", "\"against\":2", StringComparison.Ordinal)));
        Assert.Equal((1, "Record 2 is number 3 of its chain where 2 should be: one is missing, or out of place.\n", ""), await Verify(string.Join('\n', Lines.Split('\n').Where((_, i) => i != 1))));
        var (code, line, _) = await Verify(Export(Lines.Replace('\n', ',').Replace("It is time.", "It was time.", StringComparison.Ordinal)));
        Assert.Equal(1, code);
        Assert.StartsWith("Record 1 was changed after it was written", line, StringComparison.Ordinal);
        Assert.Equal(1, (await Verify("")).Code);
        Assert.Equal(1, (await Verify("{}")).Code);
        Assert.Equal(1, (await Verify($"{Export("")[..^3]}")).Code);
    }

    [Fact]
    public async Task What_cannot_be_read_or_understood_is_neither()
    {
        Assert.Equal((2, ""), ((await Run("verify", Path.Combine(folder.Path, "missing"))) is var (code, said, told) && told.Contains("cannot be read", StringComparison.Ordinal) ? (code, said) : default));
        foreach (var args in new string[][] { ["verify"], ["verify", "a", "b"], ["verify", "--strict"], ["verify", ""] })
        {
            Assert.Equal((2, true), await Run(args) is var (misused, _, usage) ? (misused, usage.Contains("BotPartner verify FILE", StringComparison.Ordinal)) : default);
        }

        Assert.Equal(0, (await Run("verify", "--help")).Code);
    }

    [Fact]
    public async Task A_single_dash_is_the_standard_input()
    {
        var said = new StringWriter { NewLine = "\n" };
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(Lines));
        Assert.Equal(0, await VerifyCommand.Of(["verify", "-"])!.Run(input, said, TextWriter.Null, TestContext.Current.CancellationToken));
        Assert.Equal("ok: 3 records, positions 1 to 3\n", said.ToString());
    }

    private static string Export(string records) => $$"""{"format":"{{DecisionFiles.Format}}","partnership":"p","records":[{{records}}],"unrecorded":[{"number":9}]}""";

    private async Task<(int Code, string Said, string Told)> Verify(string content)
    {
        var file = Path.Combine(folder.Path, "records");
        await File.WriteAllTextAsync(file, content, TestContext.Current.CancellationToken);
        return await Run("verify", file);
    }

    private static async Task<(int Code, string Said, string Told)> Run(params string[] args)
    {
        var (said, told) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var code = await VerifyCommand.Of(args)!.Run(Stream.Null, said, told, TestContext.Current.CancellationToken);
        return (code, said.ToString(), told.ToString());
    }
}
