using System.Globalization;
using BotPartner.Benchmarks;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

// The bare endpoints run as a process of their own, as the bot does.
if (args is [BareEndpoints.Argument, var url, var folder])
{
    await BareEndpoints.Run(url, folder);
    return 0;
}

if (await Holding.Run(args) is { } code)
{
    return code;
}

if (Moving.Read(args) is { } documents)
{
    return await Moving.Run(documents) ? 0 : 1;
}

if (Sealing.Read(args) is { } sealing)
{
    return await Sealing.Run(sealing) ? 0 : 1;
}

if (Opening.Read(args) is { } openings)
{
    return await Opening.Run(openings) ? 0 : 1;
}

if (Digesting.Read(args) is { } partnerships)
{
    return await Digesting.Run(partnerships) ? 0 : 1;
}

if (Plan.Read(args) is not { } plan)
{
    Console.WriteLine($"{Plan.Usage}\n{Moving.Usage}\n{Sealing.Usage}\n{Opening.Usage}\n{Digesting.Usage}\n{Holding.Usage}\n{Holding.Options}");
    return 2;
}

return await Benchmark.Run(plan) ? 0 : 1;
